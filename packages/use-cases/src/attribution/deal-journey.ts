import type { Journey, Touch } from '@tributary/attribution'
import { DAY } from '@tributary/kernel'
import type { JourneyTouch } from './read-journeys.ts'

/** A touch as it is stored with its deal: when, channel, campaign, source, content, and 1 for the form, 2 for the deal. */
export type StoredTouch = readonly [
  at: number,
  channel: string,
  campaignId: string | null,
  source: string,
  content: string | null,
  milestone: 0 | 1 | 2,
]

/** One won deal with the touches that may earn it. */
export type DealJourney = {
  readonly dealId: string
  readonly leadId: string
  readonly amountMinor: number
  readonly wonAt: number
  readonly openedAt: number
  readonly touches: readonly StoredTouch[]
}

export const storedTouch = (touch: JourneyTouch): StoredTouch => [
  touch.at,
  touch.channel,
  touch.campaignId,
  touch.source,
  touch.content,
  touch.milestone === 'lead' ? 1 : 0,
]

/**
 * The touches of a person that may earn a deal: none after it was won, none before the window, both ends included. The
 * last one before the deal was opened made the deal, unless it is the one that made the lead.
 */
export const earningTouches = (
  touches: readonly JourneyTouch[],
  { wonAt, openedAt }: { readonly wonAt: number; readonly openedAt: number },
  lookbackDays: number,
): StoredTouch[] => {
  const since = wonAt - lookbackDays * DAY
  const earning = touches.filter(({ at }) => at <= wonAt && at >= since).map(storedTouch)
  const made = earning.findLastIndex(([at]) => at <= openedAt)
  const touch = earning[made]
  if (touch && touch[5] === 0) earning[made] = [touch[0], touch[1], touch[2], touch[3], touch[4], 2]
  return earning
}

const MILESTONE = [undefined, 'lead', 'deal'] as const

/** As the models read it. */
export const touchOf = ([time, channel, campaign, source, content, milestone]: StoredTouch): Touch => ({
  time,
  channel,
  campaign: campaign ?? undefined,
  source,
  content: content ?? undefined,
  milestone: MILESTONE[milestone],
})

export const journeyOf = ({ touches, amountMinor, wonAt }: DealJourney): Journey => ({
  touches: touches.map(touchOf),
  value: amountMinor,
  convertedAt: wonAt,
})
