import type { CampaignFigures, DashboardOverview } from '@tributary/contracts'

type Counted = { readonly n: number; readonly previous: number | null }
type Named = Counted & { readonly value: string }

const beside = <Mark extends Named>(marks: readonly Mark[], then: readonly Mark[]): Mark[] => {
  const before = new Map(then.map(({ value, n }) => [value, n]))
  return marks.map((mark) => ({ ...mark, previous: before.get(mark.value) ?? 0 }))
}

type Shared = Pick<CampaignFigures, 'metrics' | 'perDay' | 'grades' | 'stages' | 'channels' | 'sources'>

/** What the dashboard and a campaign have in common. */
const sharedBeside = (now: Shared, then: Shared): Shared => {
  const metrics = { ...now.metrics }
  for (const key of Object.keys(metrics) as (keyof typeof metrics)[])
    metrics[key] = { ...metrics[key], previous: then.metrics[key].value }
  return {
    metrics,
    perDay: now.perDay.map((day, place) => ({ ...day, previous: then.perDay[place]?.n ?? null })),
    grades: beside(now.grades, then.grades),
    stages: beside(now.stages, then.stages),
    channels: beside(now.channels, then.channels),
    sources: beside(now.sources, then.sources),
  }
}

/** The figures of a campaign beside those of the same days of the year before. */
export const campaignBesideYearBefore = (now: CampaignFigures, then: CampaignFigures): CampaignFigures => ({
  ...now,
  ...sharedBeside(now, then),
  previous: then.period,
})

/** Puts the same days of the year before beside each figure, where the reader compares with those. */
export const besideYearBefore = (now: DashboardOverview, then: DashboardOverview): DashboardOverview => {
  const ranked = (key: 'industries' | 'regions' | 'countries' | 'owners') => ({
    ...now[key],
    // A value that is not among the longest bars of that year was not necessarily absent.
    marks: now[key].marks.map((mark) => ({
      ...mark,
      previous:
        then[key].marks.find(({ value }) => value === mark.value)?.n ?? (then[key].rest.n === 0 ? 0 : null),
    })),
  })
  return {
    ...now,
    ...sharedBeside(now, then),
    previous: then.period,
    statuses: beside(now.statuses, then.statuses),
    scoreBands: beside(now.scoreBands, then.scoreBands),
    trustBands: beside(now.trustBands, then.trustBands),
    funnel: now.funnel.map((step, place) => ({ ...step, previous: then.funnel[place]?.n ?? null })),
    industries: ranked('industries'),
    regions: ranked('regions'),
    countries: ranked('countries'),
    owners: ranked('owners'),
  }
}
