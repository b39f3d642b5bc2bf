import type { TouchCredit } from '@tributary/attribution'
import type { AttributionTable } from '@tributary/contracts'
import type { ResultSummary } from '@tributary/use-cases/attribution/compute'
import {
  dealCredits,
  MODELS,
  OWN_MODELS,
  type OwnModel,
  valueCredits,
} from '@tributary/use-cases/attribution/deal-credits'
import type { DealJourney } from '@tributary/use-cases/attribution/deal-journey'
import type { House, VerifiedOrganization } from '../connect.ts'
import type { Checklist } from '../report.ts'

/** A stored result, as its row tells it. */
export type Result = {
  id: string
  lookback_days: number
  decay_rate: number
  period_start: string
  period_end: string
  summary: ResultSummary
  behind: boolean
}
export type By = 'channel' | 'campaign' | 'source' | 'content'
export type Tables = ReadonlyMap<By, AttributionTable>

const UNATTRIBUTED = '(unattributed)'
const OTHER = '(other)'

export const nameOf = ({ period_start, period_end, lookback_days }: Result): string =>
  `${period_start} to ${period_end}, ${lookback_days} days`

/** What the deals of a result give to each row of each table, by model. */
type Given = ReadonlyMap<By, ReadonlyMap<OwnModel, Map<string, number>>>

/** I11: each deal is shared out whole. Rules look at touches alone: they share a deal once for all tables. */
const shareOut = (list: Checklist, result: Result, tables: Tables, deals: readonly DealJourney[]): Given => {
  const given: Given = new Map(
    [...tables.keys()].map((by) => [by, new Map(OWN_MODELS.map((model) => [model, new Map()]))]),
  )
  const known = new Map([...tables].map(([by, { rows }]) => [by, new Set(rows.map(({ value }) => value))]))
  const share = (deal: DealJourney, model: OwnModel, by: By): readonly TouchCredit[] => {
    const credits = dealCredits(deal, model, { by, decayRate: result.decay_rate })
    const shares = credits.reduce((sum, credit) => sum + credit.share, 0)
    const minor = credits.reduce((sum, credit) => sum + credit.minor, 0)
    list.count()
    if (credits.length > 0 && (Math.abs(shares - 1) > 1e-9 || minor !== deal.amountMinor))
      list.find(deal.dealId, `${model} shares out ${minor} of ${deal.amountMinor}`)
    return credits
  }
  for (const deal of deals)
    for (const model of OWN_MODELS) {
      const ofRule = model === 'shapley' ? null : share(deal, model, 'channel')
      for (const [by, models] of given) {
        const right = models.get(model)!
        const values = valueCredits(ofRule ?? share(deal, model, by), by)
        if (values.size === 0) values.set(UNATTRIBUTED, { minor: deal.amountMinor, share: 1 })
        for (const [value, { minor }] of values) {
          const row = known.get(by)!.has(value) ? value : OTHER
          right.set(row, (right.get(row) ?? 0) + minor)
        }
      }
    }
  return given
}

/** I11: each cell is what its deals give, and each model gives out what was won. */
export const checkSums = (
  list: Checklist,
  result: Result,
  tables: Tables,
  deals: readonly DealJourney[],
): void => {
  const won = deals.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  list.count()
  if (won !== result.summary.wonMinor || deals.length !== result.summary.wonDeals)
    list.find(nameOf(result), `says ${result.summary.wonMinor} won, its deals are worth ${won}`)
  const given = shareOut(list, result, tables, deals)
  for (const [by, { rows }] of tables) {
    for (const [model, right] of given.get(by)!)
      for (const { value, cells } of rows) {
        const [says, is] = [cells[model]?.minor ?? 0, right.get(value) ?? 0]
        list.count()
        if (says !== is)
          list.find(`${nameOf(result)}, ${value}`, `${model} says ${says}, its deals give ${is}`)
      }
    for (const model of MODELS) {
      const sum = rows.reduce((total, { cells }) => total + (cells[model]?.minor ?? 0), 0)
      list.count()
      if (sum !== won) list.find(`${nameOf(result)}, ${by}`, `${model} adds up to ${sum}, won is ${won}`)
    }
  }
}

/** I11: each ribbon of the flow is the sum of the deals behind it. */
export const checkFlow = async (
  { client }: House,
  list: Checklist,
  { id }: VerifiedOrganization,
  result: Result,
): Promise<void> => {
  const { rows } = await client.query<{ ribbon: string; deals: number; minor: number }>(
    `select concat_ws(' ', source, step, outcome) as ribbon, count(*) as deals, sum(amount_minor)::bigint as minor
    from attribution_deal where organization_id = $1 and result_id = $2 and source is not null group by 1`,
    [id, result.id],
  )
  const right = new Map(rows.map(({ ribbon, deals, minor }) => [ribbon, `${deals} for ${minor}`]))
  for (const { source, step, outcome, deals, minor } of result.summary.flow) {
    const ribbon = `${source} ${step} ${outcome}`
    const [says, is] = [`${deals} for ${minor}`, right.get(ribbon) ?? 'nothing']
    right.delete(ribbon)
    list.count()
    if (says !== is) list.find(`${nameOf(result)}, ${ribbon}`, `says ${says}, its deals give ${is}`)
  }
  for (const [ribbon, is] of right)
    list.find(`${nameOf(result)}, ${ribbon}`, `is not there, its deals give ${is}`)
}
