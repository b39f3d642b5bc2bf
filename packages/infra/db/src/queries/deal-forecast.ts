import type { DealStep } from '@tributary/contracts'
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
    select date_trunc('month', expected_close)::date::text as month, currency, count(*)::text as n,
      count(probability)::text as estimated, sum(amount_minor)::text as amount,
      coalesce(sum(round(amount_minor * p)), 0)::text as weighted, count(*) filter (where p is null)::text as unweighted,
      coalesce(sum(amount_minor::float8 * amount_minor * p * (1 - p)), 0)::text as variance,
      count(*) filter (where step = 'committed')::text as committed_n,
      coalesce(sum(amount_minor) filter (where step = 'committed'), 0)::text as committed,
      count(*) filter (where probability >= ${highFrom})::text as likely_n,
      coalesce(sum(amount_minor) filter (where probability >= ${highFrom}), 0)::text as likely
    from (
      select expected_close, currency, amount_minor, step, probability,
        coalesce(probability, case step when 'proposal' then ${rates.proposal}::float8
          when 'negotiation' then ${rates.negotiation}::float8 else ${rates.committed}::float8 end) as p
      from deal where organization_id = ${organizationId} and stage = 'open' and deleted_at is null
    ) d
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

export type WonMonth = {
  readonly month: string
  readonly currency: string
  readonly n: number
  readonly amountMinor: number
}

/** What was won, by the organization's months, from a moment on. */
export const readWonMonths = async (
  db: Db,
  {
    organizationId,
    from,
    timeZone,
  }: { readonly organizationId: string; readonly from: Date; readonly timeZone: string },
): Promise<WonMonth[]> => {
  const { rows } = await sql<{ month: string; currency: string; n: string; amount: string }>`
    select date_trunc('month', closed_at at time zone ${timeZone})::date::text as month, currency, count(*)::text as n,
      sum(amount_minor)::text as amount
    from deal where organization_id = ${organizationId} and stage = 'won' and closed_at >= ${from}
      and stage <> 'open' and deleted_at is null
    group by 1, 2 order by 1, 2`.execute(db)
  return rows.map(({ month, currency, n, amount }) => ({
    month,
    currency,
    n: Number(n),
    amountMinor: Number(amount),
  }))
}
