import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { Donut } from './donut.tsx'
import { Funnel } from './funnel.tsx'
import { type HeatCell, HeatTable } from './heat-table.tsx'
import { HorizontalBars } from './horizontal-bars.tsx'
import { type Mark, withOther } from './mark.ts'
import { Waterfall, type WaterfallMark } from './waterfall.tsx'

const mark = (id: string, value: number): Mark => ({ id, label: id, value })
const sources = ['Google', 'Meta', 'LinkedIn', 'Organic', 'Messenger', 'Referral', 'Mail', 'Direct'].map(
  (id, i) => mark(id, 80 - i * 10),
)

afterEach(cleanup)

test('a funnel is an ordered list that says what part of the step before arrived', () => {
  render(<Funnel data={[mark('Discovered', 1000), mark('Hot', 410)]} />)
  const steps = screen.getAllByRole('listitem')
  expect(steps.map((step) => step.textContent)).toEqual(['Discovered1,000', 'Hot41041% of previous'])
})

test('each bar of a ranking can be pressed and opens its own mark', () => {
  const onMark = vi.fn<(item: Mark) => void>()
  render(<HorizontalBars data={sources} onMark={onMark} />)
  fireEvent.click(screen.getByRole('button', { name: /Meta/ }))
  expect(onMark).toHaveBeenCalledExactlyOnceWith(sources[1])
})

test('a donut has six slices at most, and the rest together as Other', () => {
  render(<Donut data={sources} />)
  const rows = screen.getAllByRole('listitem').map((row) => row.textContent)
  expect(rows).toHaveLength(6)
  expect(rows[5]).toBe('Other6017%')
})

test('Other cannot be opened, for it is no one thing', () => {
  render(<Donut data={sources} onMark={() => {}} />)
  expect(screen.getAllByRole('button')).toHaveLength(5)
  expect(screen.queryByRole('button', { name: /Other/ })).toBeNull()
})

test('gathering the rest loses nothing', () => {
  const total = (marks: readonly Mark[]) => marks.reduce((sum, one) => sum + one.value, 0)
  expect(total(withOther(sources, 6))).toBe(total(sources))
  expect(withOther(sources.slice(0, 6), 6)).toEqual(sources.slice(0, 6))
})

test('a heat table has its numbers in cells with both their heads', () => {
  const onMark = vi.fn<(cell: HeatCell) => void>()
  const cell = { row: 'mon', column: '9', value: 12 }
  render(
    <HeatTable
      caption="Leads by weekday and hour"
      rows={[{ id: 'mon', label: 'Mon' }]}
      columns={[
        { id: '9', label: '9' },
        { id: '10', label: '10' },
      ]}
      cells={[cell]}
      onMark={onMark}
    />,
  )
  const table = screen.getByRole('table', { name: 'Leads by weekday and hour' })
  expect(within(table).getByRole('rowheader', { name: 'Mon' })).toBeTruthy()
  fireEvent.click(within(table).getByRole('button', { name: 'Mon 9: 12' }))
  expect(onMark).toHaveBeenCalledExactlyOnceWith(cell)
})

test('a waterfall begins each change where the one before it ended, and what cannot be opened is no button', () => {
  const onMark = vi.fn<(item: WaterfallMark) => void>()
  const data: WaterfallMark[] = [
    { ...mark('then', 100), kind: 'level', closed: true },
    { ...mark('opened', 60), kind: 'change' },
    { ...mark('won', -40), kind: 'change' },
    { ...mark('now', 120), kind: 'level' },
  ]
  const { container } = render(
    <Waterfall
      data={data}
      format={String}
      formatChange={(value) => `${value > 0 ? '+' : ''}${value}`}
      onMark={onMark}
    />,
  )
  const bars = [...container.querySelectorAll<HTMLElement>('[data-mark]')]
  const places = bars.map(({ style }) =>
    [style.insetInlineStart, style.width].map((part) => Number.parseFloat(part)),
  )
  expect(places).toEqual([
    [0, 62.5],
    [62.5, 37.5],
    [75, 25],
    [0, 75],
  ])
  expect(screen.getAllByRole('listitem').map((row) => row.textContent)).toEqual([
    'then100',
    'opened+60',
    'won-40',
    'now120',
  ])
  expect(screen.queryByRole('button', { name: /then/ })).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: /won/ }))
  expect(onMark).toHaveBeenCalledExactlyOnceWith(data[2])
})
