import type { EventOf, SpendFigures } from './events.ts'

/** One line of spend, as its events tell it. */
export type SpendState = {
  readonly campaignId: string
  readonly day: string
  readonly source: string
  readonly content: string
  /** Null when the line was taken away. */
  readonly figures: SpendFigures | null
  /** Whether each event began from what the ones before it made; false when one is missing or was edited. */
  readonly unbroken: boolean
}

type Line = {
  readonly place: Omit<SpendState, 'figures' | 'unbroken'>
  /** How many more events ended in these figures than began from them. A line begins as nothing. */
  readonly balance: Map<string, { readonly figures: SpendFigures | null; n: number }>
}

const textOf = (figures: SpendFigures | null): string =>
  figures === null
    ? ''
    : JSON.stringify([figures.currency, figures.amountMinor, figures.impressions, figures.clicks])

const move = ({ balance }: Line, figures: SpendFigures | null, by: 1 | -1): void => {
  const key = textOf(figures)
  const entry = balance.get(key) ?? { figures, n: 0 }
  entry.n += by
  balance.set(key, entry)
}

const stateOf = ({ place, balance }: Line): SpendState => {
  const left = [...balance.values()].filter(({ n }) => n !== 0)
  const last = left.find(({ n }) => n > 0)
  return { ...place, figures: last?.figures ?? null, unbroken: left.length === 1 && last?.n === 1 }
}

/**
 * The lines of spend that events make, in any order: each event takes its `before` away and puts its `after` there, so
 * what is left over is what stands. Two who correct a line at the same moment therefore need no order.
 *
 * A day recorded with 125.50 and corrected to 130.00 stands with 130.00.
 */
export const foldSpend = (events: Iterable<EventOf<'spend.recorded'>>): SpendState[] => {
  const lines = new Map<string, Line>()
  for (const { campaignId, payload } of events) {
    const { day, source, content, before, after } = payload
    const place = { campaignId: campaignId ?? '', day, source, content }
    const key = JSON.stringify(place)
    let line = lines.get(key)
    if (!line) {
      line = { place, balance: new Map() }
      move(line, null, 1)
      lines.set(key, line)
    }
    move(line, before, -1)
    move(line, after, 1)
  }
  return [...lines.values()].map(stateOf)
}
