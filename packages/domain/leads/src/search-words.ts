import { wordsOf } from './fold-text.ts'

const SHORTEST_PREFIX = 3
const LONGEST_PREFIX = 8
const MOST_WORDS = 24

export type Searchable = {
  readonly firstName?: string | null
  readonly lastName?: string | null
  readonly company?: string | null
}

const textOf = ({ firstName, lastName, company }: Searchable): string =>
  [firstName, lastName, company].filter(Boolean).join(' ')

/** A word as it is looked up: itself, or its first eight letters when it is longer. */
const entryOf = (word: string): string => {
  const letters = [...word]
  return letters.length > LONGEST_PREFIX ? letters.slice(0, LONGEST_PREFIX).join('') : word
}

const entriesOf = (word: string): string[] => {
  const letters = [...word]
  const entries = [entryOf(word)]
  for (let size = SHORTEST_PREFIX; size < Math.min(letters.length, LONGEST_PREFIX); size++)
    entries.push(letters.slice(0, size).join(''))
  return entries
}

/**
 * Everything a person can be found by, to be turned into blind tokens: each word of the names and the company whole
 * (a word of more than eight letters by its first eight), and its prefixes of 3 to 8 letters. Folded, without
 * repeats; at most 24 words count, so that a hostile name cannot flood the table.
 *
 * `searchWords({ firstName: 'Jo', lastName: 'Meyer', company: null })` is `['jo', 'meyer', 'mey', 'meye']`.
 */
export const searchWords = (person: Searchable): string[] => [
  ...new Set(wordsOf(textOf(person)).slice(0, MOST_WORDS).flatMap(entriesOf)),
]

/**
 * What to look up for a text somebody typed; all of them must be found. A word of one or two letters finds only a
 * whole word. The hits are candidates: verify them with `matchesQuery` after decryption.
 *
 * `queryWords('Meyer International')` is `['meyer', 'internat']`.
 */
export const queryWords = (text: string): string[] => [
  ...new Set(wordsOf(text).slice(0, MOST_WORDS).map(entryOf)),
]

const startsLike = (word: string, query: string): boolean =>
  word === query || ([...query].length >= SHORTEST_PREFIX && word.startsWith(query))

/**
 * Whether a person really is what was typed: each typed word is a whole word of theirs or, from three letters on,
 * the beginning of one. A text without words matches nobody.
 *
 * `matchesQuery({ firstName: 'Jo', lastName: 'Meyer' }, 'mey jo')` is `true`, with `'me'` it is `false`.
 */
export const matchesQuery = (person: Searchable, text: string): boolean => {
  const words = wordsOf(textOf(person)).slice(0, MOST_WORDS)
  const queries = wordsOf(text).slice(0, MOST_WORDS)
  return queries.length > 0 && queries.every((query) => words.some((word) => startsLike(word, query)))
}
