/** Markup that is safe to write out; everything else is a text and is escaped. */
export type Html = { readonly html: string }

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character]!)

export type Piece = Html | string | number | null | undefined | false | readonly Piece[]

const write = (piece: Piece): string => {
  if (piece === null || piece === undefined || piece === false) return ''
  if (Array.isArray(piece)) return piece.map(write).join('')
  return typeof piece === 'object' ? (piece as Html).html : escape(String(piece))
}

/** ``html`<p>${name}</p>` `` escapes what is put in; nothing, `false` and missing values write nothing. */
export const html = (parts: TemplateStringsArray, ...pieces: readonly Piece[]): Html => ({
  html: parts.reduce((text, part, i) => text + part + (i < pieces.length ? write(pieces[i]) : ''), ''),
})

/** Markup from a source of our own, as it is. */
export const raw = (markup: string): Html => ({ html: markup })
