// Accents and vowel points of scripts that are read without them. Indic and Thai vowel signs are letters and stay.
const accents =
  /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/g

const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
  ŋ: 'n',
  ς: 'σ',
}
const special = /[ßæœøđðþłħıŋς]/g

const plainAscii = /^[\x20-\x7e]*$/

const foldUnicode = (text: string): string =>
  text
    .toWellFormed()
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(accents, '')
    .replace(special, (letter) => letters[letter] ?? letter)
    .normalize('NFKC')

/**
 * Text for comparing, never for showing: lower case, without accents, compatibility forms resolved.
 * Never throws; folding twice changes nothing.
 *
 * `foldText('Łódź Straße ＡＣＭＥ')` is `'lodz strasse acme'`.
 */
export const foldText = (text: string): string =>
  plainAscii.test(text) ? text.toLowerCase() : foldUnicode(text)

/**
 * The words of a text, folded: runs of letters, digits and their marks. An apostrophe inside a word does not split it.
 *
 * `wordsOf("Séan O'Brien & Sons")` is `['sean', 'obrien', 'sons']`.
 */
export const wordsOf = (text: string): string[] =>
  plainAscii.test(text) ? plainWords(text) : unicodeWords(text)

const plainWords = (text: string): string[] =>
  text
    .toLowerCase()
    .replace(/(?<=[a-z0-9])'(?=[a-z])/g, '')
    .split(/[^a-z0-9]+/)
    .filter(Boolean)

const unicodeWords = (text: string): string[] =>
  foldText(text)
    .replace(/(?<=[\p{L}\p{N}])['’ʼ](?=\p{L})/gu, '')
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))

/**
 * A key under which two spellings of a person's name are the same name, first name first.
 *
 * `nameKey({ firstName: ' José ', lastName: 'GARCÍA-López' })` is `'jose garcia lopez'`.
 */
export const nameKey = ({ firstName, lastName }: { firstName: string; lastName: string }): string =>
  wordsOf(`${firstName} ${lastName}`).join(' ')
