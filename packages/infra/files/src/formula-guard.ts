/** What makes a spreadsheet take a cell for a formula, after any white space it skips. Full-width signs count too. */
const TRIGGER = /^[\s\u00a0\ufeff]*[=+\-@\t\r\n＝＋－＠]|^[\t\r\n]/

/**
 * Makes a text safe to open in a spreadsheet: one that begins like a formula gets a leading `'`, which programs read as
 * "this is text". A text that begins with a quote before such a beginning gets one more, so that taking one away again
 * always gives what was written.
 *
 * `guardFormula('=1+1')` is `"'=1+1"`; `guardFormula('+49 30 1234')` is `"'+49 30 1234"`; `guardFormula('Kite')` stays.
 */
export const guardFormula = (text: string): string =>
  TRIGGER.test(text.replace(/^'+/, '')) ? `'${text}` : text

/** The inverse: takes exactly one quote from a text that the guard may have written. */
export const unguardFormula = (text: string): string =>
  text.startsWith("'") && TRIGGER.test(text.replace(/^'+/, '')) ? text.slice(1) : text

/** Whether a spreadsheet would take this cell for a formula. */
export const looksLikeFormula = (cell: string): boolean => TRIGGER.test(cell)
