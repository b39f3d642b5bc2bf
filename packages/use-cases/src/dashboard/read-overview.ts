import {
  CHANNEL_SOURCES,
  CHANNELS,
  type DashboardOverview,
  type DashboardOverviewInput,
  DISCOVERY_STATUSES,
  GRADES,
  type LeadFilter,
  type OfficeMark,
  type RankedMarks,
  SCORE_BANDS,
  STAGES,
} from '@tributary/contracts'
import { readRollupDays, readRollupSums } from '@tributary/db'
import { inOrganization, type Tx } from '../in-organization.ts'
import { readRules } from '../ledger/read-rules.ts'
import type { Context } from '../product.ts'
import { FIGURE_DIMENSIONS, figuresOf } from './figures.ts'
import { cellMarks, dayMarks, everyMark, rankedMarks, type Sums, sumsBy } from './marks.ts'
import { type Frame, readFrame } from './read-frame.ts'

const DIMENSIONS = [
  ...FIGURE_DIMENSIONS,
  ...['grade', 'band', 'stage', 'status', 'industry', 'country', 'region', 'channel', 'source', 'owner'],
  ...['trust_band', 'cell'],
]

/** A cell has no number of the period before beside it. */
const UNCOMPARED = ['cell']

const MOST_BARS = 12

/** Every figure and chart of the dashboard, from the daily counts alone: its time does not grow with the leads. */
export const readOverview = (ctx: Context, input: DashboardOverviewInput): Promise<DashboardOverview> =>
  inOrganization(ctx, async (tx) => {
    const frame = await readFrame(tx, input)
    const sums = await readRollupSums(tx.db, frame.question, DIMENSIONS, UNCOMPARED)
    const days = await readRollupDays(tx.db, frame.question)
    const by = sumsBy(sums)
    const { campaign, reading } = frame
    return {
      ...reading,
      campaign: campaign && { id: campaign.id, name: campaign.name },
      metrics: figuresOf(frame, sums),
      perDay: dayMarks(frame, days),
      statuses: everyMark(frame, by('status'), DISCOVERY_STATUSES, (status) => ({ status: [status] })),
      grades: everyMark(frame, by('grade'), GRADES, (grade) => ({ grade: [grade] })),
      stages: everyMark(frame, by('stage'), STAGES, (stage) => ({ stage: [stage] })),
      funnel: funnelOf(frame, by('all').get('')?.n ?? 0, by('all').get('')?.previousN ?? 0, by('reached')),
      scoreBands: everyMark(frame, by('band'), SCORE_BANDS, (band) => ({ band: [band] })),
      gradeCuts: (await readRules(tx)).scoring.grades,
      // What is added up here is trust, so there is no score to average.
      trustBands: everyMark(frame, by('trust_band'), SCORE_BANDS, (band) => ({ trustBand: [band] })).map(
        (mark) => ({ ...mark, averageScore: null }),
      ),
      cells: cellMarks(frame, by('cell')),
      trustUnknown: (by('all').get('')?.n ?? 0) - (by('trust').get('')?.n ?? 0),
      industries: rankedMarks(frame, by('industry'), MOST_BARS, (industry) => ({ industry: [industry] })),
      regions: rankedMarks(frame, by('region'), MOST_BARS, (region) => ({ region: [region] })),
      countries: rankedMarks(frame, by('country'), MOST_BARS, (country) => ({ country: [country] })),
      channels: everyMark(frame, by('channel'), CHANNELS, (channel) => ({ channel: [channel] })),
      sources: everyMark(frame, by('source'), CHANNEL_SOURCES, (source) => ({ source: [source] })),
      owners: await namedOwners(tx, rankedMarks(frame, by('owner'), MOST_BARS, ofOwner)),
      offices: await officeMarks(tx, frame, by('region')),
    }
  })

const ofOwner = (owner: string): LeadFilter => ({ owner: [owner === '' ? 'none' : owner] })

/** Each step is part of the one before it: discovered, of these hot, of these accepted. */
const funnelOf = (
  { reading, everyLead }: Frame,
  leads: number,
  leadsBefore: number,
  reached: Sums,
): DashboardOverview['funnel'] => {
  const { n: hot = 0, previousN: hotBefore = 0 } = reached.get('hot') ?? {}
  const { n: accepted = 0, previousN: acceptedBefore = 0 } = reached.get('hot_accepted') ?? {}
  const step = (
    name: DashboardOverview['funnel'][number]['step'],
    n: number,
    previous: number,
    whole: number | null,
    filter: LeadFilter,
  ) => ({
    step: name,
    n,
    previous: reading.previous ? previous : null,
    ofStepBefore: whole ? n / whole : null,
    filter: { ...everyLead, ...filter },
  })
  return [
    step('discovered', leads, leadsBefore, null, {}),
    step('hot', hot, hotBefore, leads, { reached: ['hot'] }),
    step('accepted', accepted, acceptedBefore, hot, { reached: ['hot_accepted'] }),
  ]
}

const namedOwners = async ({ db, organizationId }: Tx, owners: RankedMarks): Promise<RankedMarks> => {
  const ids = owners.marks.map(({ value }) => value).filter((value) => value !== '')
  if (ids.length === 0) return owners
  const members = await db
    .selectFrom('member')
    .select(['id', 'name'])
    .where('organization_id', '=', organizationId)
    .where('id', 'in', ids)
    .execute()
  const names = new Map(members.map(({ id, name }) => [id as string, name]))
  const named = owners.marks.map((mark) => {
    const label = names.get(mark.value)
    return label === undefined ? mark : { ...mark, label }
  })
  return { ...owners, marks: named }
}

const coordinate = (value: number | string | null | undefined): number | null =>
  value === null || value === undefined ? null : Number(value)

/** Each office with the leads of its region, for the map. */
const officeMarks = async (
  { db, organizationId }: Tx,
  { everyLead }: Frame,
  regions: Sums,
): Promise<OfficeMark[]> => {
  const offices = await db
    .selectFrom('office')
    .select(['id', 'name', 'region_code', 'city', 'country', 'latitude', 'longitude'])
    .where('organization_id', '=', organizationId)
    .orderBy('name')
    .execute()
  return offices.map((office) => ({
    id: office.id,
    name: office.name,
    regionCode: office.region_code,
    city: office.city,
    country: office.country ?? null,
    latitude: coordinate(office.latitude),
    longitude: coordinate(office.longitude),
    n: regions.get(office.region_code)?.n ?? 0,
    filter: { ...everyLead, region: [office.region_code] },
  }))
}
