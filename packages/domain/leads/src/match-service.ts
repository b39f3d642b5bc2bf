import { wordsOf } from './fold-text.ts'

export type CatalogueEntry = {
  readonly id: string
  readonly name: string
  readonly code?: string | null
  readonly aliases?: readonly string[]
}

export type ServiceMatch =
  | { readonly kind: 'specific'; readonly productId: string }
  | { readonly kind: 'general' }
  | { readonly kind: 'none' }

const phraseOf = (text: string): string => wordsOf(text).join(' ')

const contains = (sentence: string, phrase: string): boolean => ` ${sentence} `.includes(` ${phrase} `)

type Phrase = { readonly phrase: string; readonly productId: string }

const phrasesOf = (catalogue: readonly CatalogueEntry[]): Phrase[] =>
  catalogue
    .flatMap(({ id, name, code, aliases = [] }) =>
      [name, code ?? '', ...aliases].map((text) => ({ phrase: phraseOf(text), productId: id })),
    )
    .filter(({ phrase }) => phrase !== '')
    .sort((a, b) => b.phrase.length - a.phrase.length)

/** The one product whose name contains what was typed; `undefined` when several do, or the text is too short to tell. */
const onlyProductNaming = (phrases: readonly Phrase[], sentence: string): string | undefined => {
  if (sentence.length < 4) return undefined
  const ids = new Set(
    phrases.filter(({ phrase }) => contains(phrase, sentence)).map((each) => each.productId),
  )
  return ids.size === 1 ? [...ids][0] : undefined
}

/**
 * Prepares a catalogue once, for many texts; see `matchService`.
 */
export const serviceMatcher = (
  catalogue: readonly CatalogueEntry[],
): ((text: string | null | undefined) => ServiceMatch) => {
  const phrases = phrasesOf(catalogue)
  return (text) => {
    if (!text || text.trim() === '') return { kind: 'none' }
    const sentence = phraseOf(text)
    const productId =
      phrases.find(({ phrase }) => contains(sentence, phrase))?.productId ??
      onlyProductNaming(phrases, sentence)
    return productId === undefined ? { kind: 'general' } : { kind: 'specific', productId }
  }
}

/**
 * What a lead is interested in, from free text: a product or service of the catalogue when the text contains its name,
 * code or an alias (the longest wins, then the earlier in the catalogue), or when the text is part of exactly one
 * product's name; general interest when there is any other text; nothing when there is none. Case, accents and
 * punctuation do not matter, words do not match inside words.
 *
 * With a catalogue of `Heat pump service` and `Solar`, `matchService('Solar!', catalogue)` is specific,
 * `matchService('a question', catalogue)` is `{ kind: 'general' }`, `matchService('', catalogue)` is `{ kind: 'none' }`.
 */
export const matchService = (
  text: string | null | undefined,
  catalogue: readonly CatalogueEntry[],
): ServiceMatch => serviceMatcher(catalogue)(text)
