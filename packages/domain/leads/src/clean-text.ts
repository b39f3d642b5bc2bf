const plainAscii = /^[\x20-\x7e]*$/
const lineBreaks = /\r\n|[\r\u0085\u2028\u2029\v\f]/g
const otherControls = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/g
// Invisible characters that hide or reorder text. Joiners and direction marks stay: Persian, Hindi and emoji need them.
const disguises = /[\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]/g
const spaces = /[^\S\n]+/g

/**
 * Text as it is kept: well-formed Unicode in composed form (NFC), without control characters or characters that
 * disguise text, runs of white space as one space, nothing around it. Right-to-left text, joiners and emoji stay.
 * Line breaks become spaces, or with `keepLineBreaks` line feeds, at most one empty line in a row.
 * Lone surrogates become U+FFFD; nothing throws; cleaning twice changes nothing.
 *
 * `cleanText('  Divya\u0000 \t Rao ')` is `'Divya Rao'`.
 */
export const cleanText = (text: string, { keepLineBreaks = false } = {}): string => {
  if (plainAscii.test(text)) return text.replace(/ {2,}/g, ' ').trim()
  const visible = text
    .toWellFormed()
    .replace(lineBreaks, '\n')
    .replace(otherControls, '')
    .replace(disguises, '')
    .normalize('NFC')
  if (!keepLineBreaks) return visible.replace(/\s+/g, ' ').trim()
  return visible
    .replace(spaces, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** What makes a text unfit to store at all: it cannot come from a person's keyboard. */
export type TextTrouble = 'nul' | 'lone_surrogate'

/** `textTrouble('a\u0000b')` is `'nul'`; `textTrouble('नमस्ते 😀')` is `undefined`. */
export const textTrouble = (text: string): TextTrouble | undefined => {
  if (text.includes('\u0000')) return 'nul'
  return text.isWellFormed() ? undefined : 'lone_surrogate'
}

/** Whether nothing of a text can be seen: only spaces, marks, controls or formatting characters. */
export const isBlank = (text: string): boolean => !/[^\p{C}\p{Z}\p{M}]/u.test(text)

/** Whether a text has at most so many characters, counted as the database counts them (code points). */
export const fitsIn = (text: string, limit: number): boolean =>
  text.length <= limit || (text.length <= 2 * limit && [...text].length <= limit)
