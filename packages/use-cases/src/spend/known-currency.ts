import { AppError } from '@tributary/contracts'

const known = new Set(Intl.supportedValuesOf('currency'))

export const isCurrency = (code: string): boolean => known.has(code)

/** @throws VALIDATION_ERROR for three letters that are no currency. */
export const knownCurrency = (code: string, field: string): string => {
  if (!isCurrency(code)) throw new AppError('VALIDATION_ERROR', `"${code}" is no currency.`, { field })
  return code
}
