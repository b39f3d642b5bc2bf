export { type Cell, type CsvOptions, csvText } from './csv-out.ts'
export { guardFormula, looksLikeFormula, unguardFormula } from './formula-guard.ts'
