import {
  type ConversionRecord,
  readConversions,
  readGoneContacts,
  readTouchPage,
  type TouchRecord,
} from '@tributary/db'
import { DAY, type Period, spanOf } from '@tributary/kernel'
import { inOrganization, type Tx } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { readCalendar } from '../spend/read-calendar.ts'

export type JourneyTouch = {
  /** Milliseconds since 1970 UTC. */
  readonly at: number
  readonly channel: string
  readonly campaignId: string | null
  readonly source: string
  readonly content: string | null
  /** In this visit a form was sent: it made a lead. */
  readonly milestone?: 'lead'
}

export type JourneyConversion = Omit<ConversionRecord, 'contactId'>

/** One person: all their touches in order, and the deals won in the window. None: a journey that did not convert. */
export type PersonJourney = {
  /** The person's id. */
  readonly journeyId: string
  readonly touches: readonly JourneyTouch[]
  readonly conversions: readonly JourneyConversion[]
}

export type JourneyQuestion = {
  /** Deals won on these days of the organization's calendar. */
  readonly period: Period
  /** Touches count so many days before the period begins; a model's own window is cut from them. */
  readonly lookbackDays: number
  /** Touches read at once. */
  readonly batch?: number
}

const BATCH = 20_000
const FIRST = '00000000-0000-0000-0000-000000000000'

export type Campaigns = ReadonlyMap<string, string>

/** Campaigns by what links call them: their id in public, or their name. */
export const readCampaigns = async ({ db, organizationId }: Tx): Promise<Campaigns> => {
  const rows = await db
    .selectFrom('campaign')
    .select(['id', 'slug', 'name'])
    .where('organization_id', '=', organizationId)
    .orderBy('created_at', 'desc')
    .execute()
  const byName = rows.map(({ id, name }) => [name.toLowerCase(), id] as const)
  const bySlug = rows.map(({ id, slug }) => [slug.toLowerCase(), id] as const)
  return new Map([...byName, ...bySlug])
}

const touchOf = (record: TouchRecord, campaigns: Campaigns): JourneyTouch => ({
  at: record.at,
  channel: record.channel,
  campaignId: campaigns.get(record.campaign?.toLowerCase() ?? '') ?? record.campaignId,
  source: record.source,
  content: record.content,
  ...(record.kind === 'capture' ? { milestone: 'lead' as const } : {}),
})

/**
 * The views of one visit, and the form sent in it, are one touch: what brought the person there. Where that names no
 * campaign, it is the campaign whose form was sent.
 */
export const touchesOf = (records: readonly TouchRecord[], campaigns: Campaigns): JourneyTouch[] => {
  const touches: JourneyTouch[] = []
  const visits = new Map<string, number>()
  for (const record of records) {
    const place = record.sessionId === null ? undefined : visits.get(record.sessionId)
    if (place === undefined) {
      if (record.sessionId !== null) visits.set(record.sessionId, touches.length)
      touches.push(touchOf(record, campaigns))
    } else if (record.kind === 'capture') {
      const touch = touches[place]!
      touches[place] = { ...touch, campaignId: touch.campaignId ?? record.campaignId, milestone: 'lead' }
    }
  }
  return touches
}

type Frame = {
  readonly touches: { readonly from: Date; readonly to: Date }
  readonly campaigns: Campaigns
  readonly conversions: Map<string, JourneyConversion[]>
  readonly gone: ReadonlySet<string>
}

const openFrame = (ctx: Context, { period, lookbackDays }: JourneyQuestion): Promise<Frame> =>
  inOrganization(ctx, async (tx) => {
    const { timeZone } = await readCalendar(tx)
    const { from, to } = spanOf(period, timeZone)
    const won = { from: new Date(from), to: new Date(to) }
    const conversions = new Map<string, JourneyConversion[]>()
    for (const { contactId, ...conversion } of await readConversions(tx.db, tx.organizationId, won)) {
      const own = conversions.get(contactId)
      if (own) own.push(conversion)
      else conversions.set(contactId, [conversion])
    }
    return {
      touches: { from: new Date(from - lookbackDays * DAY), to: won.to },
      campaigns: await readCampaigns(tx),
      conversions,
      gone: await readGoneContacts(tx.db, tx.organizationId),
    }
  })

const journeyOf = (frame: Frame, records: readonly TouchRecord[]): PersonJourney[] => {
  const { contactId } = records[0]!
  const conversions = frame.conversions.get(contactId) ?? []
  frame.conversions.delete(contactId)
  if (frame.gone.has(contactId)) return []
  return [{ journeyId: contactId, touches: touchesOf(records, frame.campaigns), conversions }]
}

/** People lie one after the other; the last one may go on in the next page. */
const peopleOf = (records: readonly TouchRecord[]): TouchRecord[][] => {
  const people: TouchRecord[][] = []
  for (const record of records) {
    const last = people.at(-1)
    if (last && last[0]!.contactId === record.contactId) last.push(record)
    else people.push([record])
  }
  return people
}

/**
 * All journeys of a window in batches, one short transaction each: people in the order of their ids with their touches
 * in the order of time; last those who bought without a touch that is known. Each won deal stands in exactly one journey.
 */
export async function* readJourneys(
  ctx: Context,
  question: JourneyQuestion,
): AsyncGenerator<readonly PersonJourney[]> {
  const frame = await openFrame(ctx, question)
  let after = FIRST
  let size = question.batch ?? BATCH
  for (;;) {
    const limit = size
    const records = await inOrganization(ctx, ({ db, organizationId }) =>
      readTouchPage(db, organizationId, frame.touches, after, limit),
    )
    const isLast = records.length < limit
    const people = peopleOf(records)
    const whole = isLast ? people : people.slice(0, -1)
    if (whole.length > 0) {
      yield whole.flatMap((person) => journeyOf(frame, person))
      after = whole.at(-1)![0]!.contactId
    }
    if (isLast) break
    // One person filled the whole page: it has to hold them.
    if (whole.length === 0) size *= 2
  }
  const rest = [...frame.conversions].map(([journeyId, conversions]) => ({
    journeyId,
    touches: [],
    conversions,
  }))
  if (rest.length > 0) yield rest
}
