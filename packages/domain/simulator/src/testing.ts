import { simulateMarket } from './market.ts'
import type { Market, MarketEvent, MarketOptions, SubmissionEvent } from './market-types.ts'

export const aYear: MarketOptions = {
  seed: 7,
  leads: 5000,
  start: '2025-11-01',
  days: 365,
  timeZone: 'Asia/Kolkata',
  currency: 'INR',
}
export const aMonth: MarketOptions = { ...aYear, leads: 300, days: 30 }

let year: ReturnType<typeof simulateMarket> | undefined
export const theYear = (): ReturnType<typeof simulateMarket> => (year ??= simulateMarket(aYear))

export const eventsOf = <K extends MarketEvent['kind']>(
  { events }: Market,
  kind: K,
): Extract<MarketEvent, { kind: K }>[] =>
  events.filter((event): event is Extract<MarketEvent, { kind: K }> => event.kind === kind)

export const submissionsOf = (market: Market): SubmissionEvent[] => eventsOf(market, 'submission')

export const shareOf = <T>(items: readonly T[], is: (item: T) => boolean): number =>
  items.filter(is).length / items.length

/** How far an observed share lies from a true one, in standard errors. */
export const standardErrors = (seen: number, truth: number, of: number): number =>
  Math.abs(seen - truth) / Math.sqrt((truth * (1 - truth)) / of)
