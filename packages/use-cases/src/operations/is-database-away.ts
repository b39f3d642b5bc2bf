/** PostgreSQL's classes 08 (connection), 57P (shutting down, not yet up), 53 (out of connections), and the network's words. */
const AWAY = /^(08|57P|53)|^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND)$/
const WORDS =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|is not currently accepting connections/

/** Whether an error only says that the database cannot be reached now: the same request may succeed in a moment. */
export const isDatabaseAway = (error: unknown): boolean => {
  for (let each: unknown = error, depth = 0; each instanceof Error && depth < 5; each = each.cause, depth++) {
    const { code, errors } = each as { code?: unknown; errors?: unknown }
    if (typeof code === 'string' && AWAY.test(code)) return true
    if (WORDS.test(each.message)) return true
    if (Array.isArray(errors) && errors.some(isDatabaseAway)) return true
  }
  return false
}
