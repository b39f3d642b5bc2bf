import type { Option } from '@tributary/ui'

/** A condition in words: how it compares, and with what. */
export type Said = { readonly operator: string; readonly value: string }

/** The values of a closed list under their words. */
export const worded = (words: Readonly<Record<string, string>>, values: readonly string[]) => {
  const options = values.map((value): Option => ({ value, label: words[value] ?? value }))
  return () => options
}

export const named = (list: readonly { id: string; name: string }[] | undefined): Option[] =>
  (list ?? []).map(({ id, name }) => ({ value: id, label: name }))

/** Owners that are not a name: whoever looks, and nobody. */
export const PEOPLE: readonly Option[] = [
  { value: 'me', label: 'Me' },
  { value: 'none', label: 'Nobody' },
]

export const anyOf = (words: readonly string[]): string =>
  words.length <= 2 ? words.join(' or ') : `${words.slice(0, 2).join(', ')} or ${words.length - 2} more`

/** Values that were chosen from options; one that is no longer offered still counts. */
export const saidOptions = (values: readonly string[], options: readonly Option[]): Said => ({
  operator: values.length > 1 ? 'is any of' : 'is',
  value: anyOf(values.map((one) => options.find(({ value }) => value === one)?.label ?? '…')) || 'any',
})

/** An end of a span as it is read; undefined stays what it is. */
export const written = <Value>(
  value: Value | undefined,
  write: (value: Value) => string,
): string | undefined => (value === undefined ? undefined : write(value))

const SPANS = { days: ['on', 'since', 'until'], numbers: ['is', 'at least', 'at most'] } as const

/** A span by the ends it has, which are written already. */
export const saidSpan = (
  kind: keyof typeof SPANS,
  from: string | undefined,
  to: string | undefined,
): Said => {
  const [at, since, until] = SPANS[kind]
  if (from !== undefined && to !== undefined)
    return from === to ? { operator: at, value: from } : { operator: 'from', value: `${from} to ${to}` }
  if (from !== undefined) return { operator: since, value: from }
  return to === undefined ? { operator: 'is', value: 'any' } : { operator: until, value: to }
}
