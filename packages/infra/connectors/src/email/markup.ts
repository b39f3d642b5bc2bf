/** HTML that is known to be safe: only `html` makes it, and it escapes everything else that is put into it. */
export type Markup = { readonly markup: string }

type Part = string | number | Markup | readonly Markup[] | null

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character)

const print = (part: Part): string => {
  if (part === null) return ''
  if (typeof part === 'string' || typeof part === 'number') return escape(String(part))
  return 'markup' in part ? part.markup : part.map(({ markup }) => markup).join('')
}

/** The template engine: what stands in the template is markup, what is put into it is text. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Markup => ({
  markup: String.raw({ raw: strings }, ...parts.map(print)),
})

/** The address of a link; anything that is not http(s) is a fault of the program, not of the reader. */
export const safeHref = (url: string): string => {
  const parsed = URL.parse(url)
  if (parsed === null || !['http:', 'https:'].includes(parsed.protocol))
    throw new Error('a mail links only to http(s)')
  return parsed.href
}

/** A subject is one line: breaks and control characters of user text become spaces, and it ends after 150 characters. */
export const subjectLine = (text: string): string => {
  const line = text.replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ').trim()
  return line.length <= 150 ? line : `${Array.from(line).slice(0, 149).join('')}…`
}
