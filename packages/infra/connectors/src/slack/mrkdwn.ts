const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** User text for a Slack message: `<!channel>` stays text, and a cut never falls inside an escape or a character. */
export const escapeForSlack = (text: string, limit: number): string => {
  const pieces = Array.from(text, (character) => ESCAPES[character] ?? character)
  const whole = pieces.join('')
  if (whole.length <= limit) return whole
  let kept = ''
  for (const piece of pieces) {
    if (kept.length + piece.length > limit - 1) break
    kept += piece
  }
  return `${kept}…`
}

/** One line of it: a name or a company cannot start a new line or a quote. */
export const lineForSlack = (text: string, limit: number): string =>
  escapeForSlack(text.replace(/\s+/gu, ' ').trim(), limit)
