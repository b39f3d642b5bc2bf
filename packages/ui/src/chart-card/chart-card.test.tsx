import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { ErrorState } from '../feedback/error-state.tsx'
import { ChartCard, type ChartCardProps } from './chart-card.tsx'

type Row = { id: string; source: string; leads: number }

const rows: Row[] = [
  { id: 'google', source: 'Google Ads', leads: 128 },
  { id: 'meta', source: 'Meta', leads: 64 },
]

const Card = (props: Partial<ChartCardProps<Row>>) => (
  <ChartCard
    title="Sources"
    summary="Google Ads brings 67% of 192 leads."
    rows={rows}
    columns={[
      { header: 'Source', value: (row) => row.source },
      { header: 'Leads', value: (row) => row.leads, format: (row) => `${row.leads} leads` },
    ]}
    {...props}
  >
    <div data-testid="drawing" />
  </ChartCard>
)

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

test('a chart is named and described by its sentence', () => {
  render(<Card />)
  const figure = screen.getByRole('figure', { name: 'Sources' })
  const sentence = document.getElementById(figure.getAttribute('aria-describedby') ?? '')
  expect(sentence?.textContent).toBe('Google Ads brings 67% of 192 leads.')
})

test('the same numbers are one press away as a table, and back', () => {
  render(<Card />)
  fireEvent.click(screen.getByRole('button', { name: 'Show Sources as table' }))
  expect(screen.queryByTestId('drawing')).toBeNull()
  const table = screen.getByRole('table', { name: 'Sources' })
  expect(within(table).getByRole('rowheader', { name: 'Google Ads' })).toBeTruthy()
  expect(within(table).getByRole('cell', { name: '128 leads' })).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Show Sources as chart' }))
  expect(screen.getByTestId('drawing')).toBeTruthy()
})

test('a mark opens its leads from the keyboard, through the table', () => {
  const onMark = vi.fn<(row: Row) => void>()
  render(<Card onMark={onMark} markLabel={(row) => `Show ${row.leads} leads from ${row.source}`} />)
  fireEvent.click(screen.getByRole('button', { name: 'Show Sources as table' }))
  fireEvent.click(screen.getByRole('button', { name: 'Show 128 leads from Google Ads' }))
  expect(onMark).toHaveBeenCalledExactlyOnceWith(rows[0])
})

test('the file holds bare values, not written ones', async () => {
  const blobs: Blob[] = []
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    blobs.push(blob as Blob)
    return 'blob:chart'
  })
  vi.spyOn(URL, 'revokeObjectURL').mockImplementation(() => {})
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {})
  render(<Card />)
  fireEvent.click(screen.getByRole('button', { name: 'Download Sources as CSV' }))
  expect(click).toHaveBeenCalledOnce()
  expect((await blobs[0]?.text())?.replace('\ufeff', '')).toBe('Source,Leads\r\nGoogle Ads,128\r\nMeta,64')
})

test('a chart that failed says why, alone in its card', () => {
  const onRetry = vi.fn<() => void>()
  render(<Card error={<ErrorState title="No sources" requestId="req_1" onRetry={onRetry} />} />)
  expect(screen.getByRole('alert').textContent).toContain('req_1')
  expect(screen.queryByRole('button', { name: /CSV/ })).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: 'Retry' }))
  expect(onRetry).toHaveBeenCalledOnce()
})
