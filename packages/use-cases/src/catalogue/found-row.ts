import { AppError, notFound } from '@tributary/contracts'

export const invalid = (field: string, message: string): AppError =>
  new AppError('VALIDATION_ERROR', message, { field })

/** @throws NOT_FOUND, also for a row of another organization. */
export const found = <T>(row: T | null, what: string): T => {
  if (row === null) throw notFound(what)
  return row
}
