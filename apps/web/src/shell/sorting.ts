import type { DataColumn, Sort } from '@tributary/ui'

/** How a sort stands in the address: `name`, or `-name` for the largest first. */
export const readSort = (text: string | undefined): Sort | null =>
  text ? { column: text.replace(/^-/, ''), direction: text.startsWith('-') ? 'desc' : 'asc' } : null

export const writeSort = (sort: Sort | null): string | undefined =>
  sort ? `${sort.direction === 'desc' ? '-' : ''}${sort.column}` : undefined

const compare = (one: string | number, other: string | number): number =>
  typeof one === 'number' && typeof other === 'number'
    ? one - other
    : String(one).localeCompare(String(other), undefined, { numeric: true, sensitivity: 'base' })

/** Rows in the order of a column; what is not known comes last either way. */
export const sorted = <Row>(
  rows: readonly Row[],
  columns: readonly DataColumn<Row>[],
  sort: Sort | null,
): readonly Row[] => {
  const valueOf = sort ? columns.find((column) => column.id === sort.column)?.sortValue : undefined
  if (!sort || !valueOf) return rows
  const sign = sort.direction === 'desc' ? -1 : 1
  return rows.toSorted((a, b) => {
    const [one, other] = [valueOf(a), valueOf(b)]
    if (one === null || other === null) return Number(one === null) - Number(other === null)
    return sign * compare(one, other)
  })
}

const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** Rows in whose texts every typed word stands somewhere. */
export const searched = <Row>(
  rows: readonly Row[],
  text: string | undefined,
  textsOf: (row: Row) => readonly (string | null)[],
): readonly Row[] => {
  const words = plain(text ?? '')
    .split(/\s+/)
    .filter(Boolean)
  if (words.length === 0) return rows
  return rows.filter((row) => {
    const hay = plain(textsOf(row).join(' '))
    return words.every((word) => hay.includes(word))
  })
}
