import type { DataColumn } from '@tributary/ui'
import { describe, expect, it } from 'vitest'
import { readSort, searched, sorted, writeSort } from './sorting.ts'

type Office = { name: string; leads: number | null }
const offices: Office[] = [
  { name: 'Pune', leads: 3 },
  { name: 'Élancourt', leads: null },
  { name: 'berlin', leads: 12 },
]
const columns: DataColumn<Office>[] = [
  { id: 'name', header: 'Name', cell: ({ name }) => name, sortValue: ({ name }) => name },
  { id: 'leads', header: 'Leads', cell: ({ leads }) => leads, sortValue: ({ leads }) => leads },
]
const names = (rows: readonly Office[]) => rows.map(({ name }) => name)

describe('small lists', () => {
  it('sort by name without minding case and accents', () => {
    expect(names(sorted(offices, columns, readSort('name')))).toEqual(['berlin', 'Élancourt', 'Pune'])
  })

  it('keep what is not known at the end in both directions', () => {
    expect(names(sorted(offices, columns, readSort('leads')))).toEqual(['Pune', 'berlin', 'Élancourt'])
    expect(names(sorted(offices, columns, readSort('-leads')))).toEqual(['berlin', 'Pune', 'Élancourt'])
  })

  it('stay as they are for a column that nobody knows', () => {
    expect(sorted(offices, columns, readSort('size'))).toBe(offices)
  })

  it('find every typed word, wherever it stands', () => {
    expect(names(searched(offices, 'elan', ({ name }) => [name]))).toEqual(['Élancourt'])
    expect(searched(offices, '  ', ({ name }) => [name])).toBe(offices)
  })

  it('write the sort into the address as it was read from it', () => {
    for (const text of ['name', '-leads']) expect(writeSort(readSort(text))).toBe(text)
    expect(writeSort(null)).toBeUndefined()
  })
})
