import { ALL_CAMPAIGNS, type DealStep, monthly } from '@tributary/contracts'
import type { CalendarDate } from '@tributary/kernel'
import { sql } from 'kysely'
import type { Db } from '../open-database.ts'

/** What is won of a hundred deals of a step while no model says more; null where that is not known either. */
export type StepRates = Readonly<Record<DealStep, number | null>>

/** Open deals of one month of expected close and one currency. */
export type ForecastCell = {
  /** The first of the month; null without a date. */
  readonly month: string | null
  readonly currency: string
  readonly n: number
  /** So many of them a model told a probability of. */
  readonly estimated: number
  readonly amountMinor: number
  /** Each deal by its probability or its step's rate, rounded deal by deal, so that any grouping adds up. */
  readonly weightedMinor: number
  /** Deals that neither a model nor a rate says anything of: they weigh nothing. */
  readonly unweighted: number
  /** Variance of what will be won, in minor units squared, if every probability is right and each deal decides for itself. */
  readonly variance: number
  readonly committedN: number
  readonly committedMinor: number
  readonly likelyN: number
  readonly likelyMinor: number
}

type Row = Record<
  | 'currency'
  | 'n'
  | 'estimated'
  | 'amount'
  | 'weighted'
  | 'unweighted'
  | 'variance'
  | 'committed_n'
  | 'committed'
  | 'likely_n'
  | 'likely',
  string
> & { month: string | null }

/** The open deals by month of their expected close; whose date has passed stand in the month it was in. */
export const readForecast = async (
  db: Db,
  {
    organizationId,
    rates,
    highFrom,
  }: { readonly organizationId: string; readonly rates: StepRates; readonly highFrom: number },
): Promise<ForecastCell[]> => {
  const { rows } = await sql<Row>`
    select date_trunc('month', expected_close)::date::text as month, currency, sum(n)::text as n,
      sum(estimated)::text as estimated, sum(amount)::text as amount, coalesce(sum(weighted), 0)::text as weighted,
      (sum(n) - sum(weighed))::text as unweighted, coalesce(sum(variance), 0)::text as variance,
      sum(committed_n)::text as committed_n, coalesce(sum(committed), 0)::text as committed,
      sum(likely_n)::text as likely_n, coalesce(sum(likely), 0)::text as likely
    from (
      -- By days first: to cut a month out of each deal's date takes longer than all the rest.
      select expected_close, currency, count(*) as n, count(probability) as estimated, sum(amount_minor) as amount,
        sum(round(amount_minor * p)) as weighted, count(p) as weighed,
        sum(amount_minor::float8 * amount_minor * p * (1 - p)) as variance,
        count(*) filter (where step = 'committed') as committed_n,
        sum(amount_minor) filter (where step = 'committed') as committed,
        count(*) filter (where probability >= ${highFrom}) as likely_n,
        sum(amount_minor) filter (where probability >= ${highFrom}) as likely
      from (
        select expected_close, currency, amount_minor, step, probability,
          coalesce(probability, case step when 'proposal' then ${rates.proposal}::float8
            when 'negotiation' then ${rates.negotiation}::float8 else ${rates.committed}::float8 end) as p
        from deal where organization_id = ${organizationId} and stage = 'open' and deleted_at is null
      ) d
      group by expected_close, currency
    ) days
    group by 1, 2 order by 1 nulls last, 2`.execute(db)
  return rows.map((row) => ({
    month: row.month,
    currency: row.currency,
    n: Number(row.n),
    estimated: Number(row.estimated),
    amountMinor: Number(row.amount),
    weightedMinor: Number(row.weighted),
    unweighted: Number(row.unweighted),
    variance: Number(row.variance),
    committedN: Number(row.committed_n),
    committedMinor: Number(row.committed),
    likelyN: Number(row.likely_n),
    likelyMinor: Number(row.likely),
  }))
}

/** How the deals that were closed ended, by how far they came, from the counts of months. */
export const readDealEnds = async (
  db: Db,
  organizationId: string,
): Promise<readonly { readonly step: DealStep; readonly won: number; readonly lost: number }[]> => {
  const { rows } = await sql<{ step: DealStep; won: string; lost: string }>`
    select split_part(value, ':', 2) as step, coalesce(sum(n) filter (where value like 'won:%'), 0)::text as won,
      coalesce(sum(n) filter (where value like 'lost:%'), 0)::text as lost
    from rollup where organization_id = ${organizationId} and campaign_id = ${ALL_CAMPAIGNS}
      and dimension = ${monthly('ended')}
    group by 1 having sum(n) <> 0`.execute(db)
  return rows.map(({ step, won, lost }) => ({ step, won: Number(won), lost: Number(lost) }))
}

export type WonMonth = {
  readonly month: string
  readonly currency: string
  readonly n: number
  readonly amountMinor: number
}

/** What was won, by the organization's months, from the first of a month on. */
export const readWonMonths = async (
  db: Db,
  { organizationId, from }: { readonly organizationId: string; readonly from: CalendarDate },
): Promise<WonMonth[]> => {
  const { rows } = await sql<{ month: string; currency: string; n: string; amount: string }>`
    select day::text as month, value as currency, n::text as n, total::text as amount
    from rollup where organization_id = ${organizationId} and campaign_id = ${ALL_CAMPAIGNS}
      and dimension = ${monthly('booked')} and day >= ${from}::date and n <> 0
    order by 1, 2`.execute(db)
  return rows.map(({ month, currency, n, amount }) => ({
    month,
    currency,
    n: Number(n),
    amountMinor: Number(amount),
  }))
}
