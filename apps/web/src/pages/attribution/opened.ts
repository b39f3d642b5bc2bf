import type { AttributionDealsInput, AttributionDimension, OfferedModel } from '@tributary/contracts'
import { BYS, MODEL_ORDER } from './model-words.ts'

/** Which deals are open beside the table. */
export type Opened = AttributionDealsInput['of']

/** Every source. */
const ANY = '*'

const range = (from: number, to: number | null): string => (to === null ? `${from}-` : `${from}-${to}`)

/** As one word of the address: `cell:linear:channel:email`, `touches:2-2`, `days:31-60`, `flow:google:proposal:won`. */
export const writeOpened = (opened: Opened): string => {
  switch (opened.kind) {
    case 'cell':
      return `cell:${opened.model}:${opened.by}:${opened.value}`
    case 'touches':
    case 'days':
      return `${opened.kind}:${range(opened.from, opened.to)}`
    case 'flow':
      return `flow:${opened.source ?? ANY}:${opened.step}${opened.outcome ? `:${opened.outcome}` : ''}`
    case 'won':
      return 'won'
  }
}

const OUTCOMES = ['open', 'won', 'lost'] as const

/** What makes no sense is nothing. */
export const readOpened = (raw: unknown): Opened | undefined => {
  if (typeof raw !== 'string') return undefined
  const [kind, a = '', b = '', ...rest] = raw.split(':')
  if (kind === 'won') return { kind }
  if (kind === 'touches' || kind === 'days') {
    const match = /^(\d{1,6})-(\d{0,6})$/.exec(a)
    return match ? { kind, from: Number(match[1]), to: match[2] === '' ? null : Number(match[2]) } : undefined
  }
  if (kind === 'flow' && a && b) {
    const outcome = OUTCOMES.find((one) => one === rest[0])
    return { kind, ...(a === ANY ? {} : { source: a }), step: b, ...(outcome ? { outcome } : {}) }
  }
  const model = MODEL_ORDER.find((one): one is OfferedModel => one === a)
  const by = BYS.find((one): one is AttributionDimension => one === b)
  const value = rest.join(':')
  return kind === 'cell' && model && by && value !== '' ? { kind, model, by, value } : undefined
}
