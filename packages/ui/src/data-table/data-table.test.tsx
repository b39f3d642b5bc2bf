import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { Button } from '../controls/button.tsx'
import type { DataColumn, Sort } from './data-column.ts'
import { DataTable, type DataTableProps } from './data-table.tsx'

type Lead = { id: string; company: string; score: number | null }

const leads: Lead[] = [
  { id: 'a', company: 'Orchid Steel', score: 40 },
  { id: 'b', company: 'Kite Energy', score: 95 },
  { id: 'c', company: 'Banyan Foods', score: null },
  { id: 'd', company: 'Cedar Freight', score: 70 },
]

const columns: DataColumn<Lead>[] = [
  { id: 'company', header: 'Company', cell: (lead) => lead.company, sortValue: (lead) => lead.company },
  {
    id: 'score',
    header: 'Score',
    cell: (lead) => lead.score ?? 'none',
    sortValue: (lead) => lead.score,
    firstSort: 'desc',
    align: 'end',
  },
  { id: 'note', header: 'Note', cell: () => 'note' },
]

const Leads = (props: Partial<DataTableProps<Lead>>) => {
  const [selected, setSelected] = useState<Set<string>>(new Set())
  return (
    <DataTable
      label="Leads"
      rows={leads}
      columns={columns}
      rowId={(lead) => lead.id}
      rowLabel={(lead) => lead.company}
      selected={selected}
      onSelect={setSelected}
      {...props}
    />
  )
}

const companies = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).getAllByRole('cell')[1]?.textContent)
const header = (name: string) => screen.getByRole('columnheader', { name })
const pickBox = (name: string) => screen.getByRole('checkbox', { name: `Select ${name}` })
// pressed where a person would: anywhere on its label
const press = (box: HTMLElement) => fireEvent.click(box.closest('label') ?? box)
const isPicked = (name: string) => pickBox(name).getAttribute('aria-checked') === 'true'
const narrow = (matches: boolean) =>
  vi.spyOn(window, 'matchMedia').mockImplementation(
    (query) =>
      ({
        matches,
        media: query,
        addEventListener: () => {},
        removeEventListener: () => {},
      }) as unknown as MediaQueryList,
  )

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

describe('sorting', () => {
  test('a header sorts its first way, then the other, then not at all, and says so', () => {
    render(<Leads />)
    expect(header('Score').getAttribute('aria-sort')).toBe('none')
    fireEvent.click(screen.getByRole('button', { name: 'Score' }))
    expect(header('Score').getAttribute('aria-sort')).toBe('descending')
    expect(companies()).toEqual(['Kite Energy', 'Cedar Freight', 'Orchid Steel', 'Banyan Foods'])
    fireEvent.click(screen.getByRole('button', { name: 'Score' }))
    expect(header('Score').getAttribute('aria-sort')).toBe('ascending')
    expect(companies()).toEqual(['Orchid Steel', 'Cedar Freight', 'Kite Energy', 'Banyan Foods'])
    fireEvent.click(screen.getByRole('button', { name: 'Score' }))
    expect(companies()).toEqual(leads.map((lead) => lead.company))
  })

  test('a column that cannot be sorted offers nothing to press', () => {
    render(<Leads />)
    expect(screen.queryByRole('button', { name: 'Note' })).toBeNull()
    expect(header('Note').hasAttribute('aria-sort')).toBe(false)
  })

  test('a page that sorts on the server is asked, and its order is kept', () => {
    const onSort = vi.fn<(sort: Sort | null) => void>()
    render(<Leads sort={{ column: 'score', direction: 'asc' }} onSort={onSort} />)
    expect(companies()).toEqual(leads.map((lead) => lead.company))
    fireEvent.click(screen.getByRole('button', { name: 'Company' }))
    expect(onSort).toHaveBeenCalledWith({ column: 'company', direction: 'asc' })
  })
})

describe('picking rows', () => {
  test('the head picks all rows and lets go of them', () => {
    render(<Leads />)
    const all = screen.getByRole('checkbox', { name: 'Select all rows shown' })
    press(all)
    expect(leads.every((lead) => isPicked(lead.company))).toBe(true)
    press(all)
    expect(leads.some((lead) => isPicked(lead.company))).toBe(false)
  })

  test('one picked row leaves the head undecided', () => {
    render(<Leads />)
    press(pickBox('Kite Energy'))
    expect(isPicked('Kite Energy')).toBe(true)
    expect(screen.getByRole('checkbox', { name: 'Select all rows shown' }).getAttribute('aria-checked')).toBe(
      'mixed',
    )
  })
})

describe('the keyboard', () => {
  const active = (container: HTMLElement) =>
    container.querySelector('[data-active]')?.getAttribute('data-row')

  test('J and K move, X picks and Enter opens', () => {
    const onOpen = vi.fn<(lead: Lead) => void>()
    const { container } = render(<Leads keyboard onOpen={onOpen} />)
    fireEvent.keyDown(document.body, { key: 'j' })
    fireEvent.keyDown(document.body, { key: 'j' })
    expect(active(container)).toBe('b')
    fireEvent.keyDown(document.body, { key: 'x' })
    expect(isPicked('Kite Energy')).toBe(true)
    fireEvent.keyDown(document.body, { key: 'k' })
    expect(active(container)).toBe('a')
    fireEvent.keyDown(document.body, { key: 'Enter' })
    expect(onOpen).toHaveBeenCalledExactlyOnceWith(leads[0])
  })

  test('keys follow the order on screen', () => {
    const { container } = render(<Leads keyboard />)
    fireEvent.click(screen.getByRole('button', { name: 'Score' }))
    fireEvent.keyDown(document.body, { key: 'j' })
    expect(active(container)).toBe('b')
  })

  test('keys are ignored while someone types or holds a modifier', () => {
    const { container } = render(
      <>
        <input aria-label="Note" />
        <Leads keyboard />
      </>,
    )
    fireEvent.keyDown(screen.getByRole('textbox', { name: 'Note' }), { key: 'j' })
    fireEvent.keyDown(document.body, { key: 'j', ctrlKey: true })
    expect(active(container)).toBeUndefined()
  })
})

describe('the moments of a list', () => {
  test('waiting shows the columns and no rows of data', () => {
    render(<Leads rows={[]} loading empty="No leads yet" />)
    expect(screen.getByRole('columnheader', { name: 'Company' })).toBeTruthy()
    expect(screen.queryByText('No leads yet')).toBeNull()
  })

  test('an empty list says what to do', () => {
    render(<Leads rows={[]} empty={<Button>Import leads</Button>} />)
    expect(screen.getByRole('button', { name: 'Import leads' })).toBeTruthy()
    expect(screen.queryByRole('table')).toBeNull()
  })

  test('a hidden column is gone from head and rows', () => {
    render(<Leads hidden={['note']} />)
    expect(screen.queryByRole('columnheader', { name: 'Note' })).toBeNull()
    expect(screen.queryByText('note')).toBeNull()
  })

  test('a small screen shows cards instead of a table', () => {
    narrow(true)
    render(<Leads renderCard={(lead) => <p>Card of {lead.company}</p>} />)
    expect(screen.queryByRole('table')).toBeNull()
    expect(within(screen.getByRole('list', { name: 'Leads' })).getAllByRole('listitem')).toHaveLength(4)
    expect(screen.getByText('Card of Kite Energy')).toBeTruthy()
  })

  test('of 10,000 rows fewer than 60 are drawn, and the count is told', () => {
    vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(640)
    vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(1000)
    const many = Array.from({ length: 10_000 }, (_, i) => ({ id: `${i}`, company: `Company ${i}`, score: i }))
    render(<Leads rows={many} />)
    expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('10001')
    const drawn = screen.getAllByRole('row').length
    expect(drawn).toBeGreaterThan(10)
    expect(drawn).toBeLessThan(60)
  })
})
