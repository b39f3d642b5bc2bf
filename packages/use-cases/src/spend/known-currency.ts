import { AppError } from '@tributary/contracts'

const known = new Set(Intl.supportedValuesOf('currency'))

/** @throws VALIDATION_ERROR for three letters that are no currency. */
export const knownCurrency = (code: string, field: string): string => {
  if (!known.has(code)) throw new AppError('VALIDATION_ERROR', `"${code}" is no currency.`, { field })
  return code
}
