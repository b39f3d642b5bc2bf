import { DEAL_STEPS, type DealStep, type WinEstimate } from '@tributary/contracts'
import { readDealEnds } from '@tributary/db'
import { shareInterval, type WinChange, type WinReason } from '@tributary/deal-probability'
import { sql } from 'kysely'
import type { Tx } from '../in-organization.ts'
import { readChoices } from './forecast-choices.ts'
import { type ReviewerOf, readReviewers } from './read-reviewers.ts'
import type { WinFeature } from './win-features.ts'
import { readWinWords, type WinWords } from './win-words.ts'

type Row = {
  deal_id: string
  probability: number
  low: number
  high: number
  estimated_at: string
  model_id: string
  version: string
  trained_at: string
  detail: {
    readonly logit: number
    readonly base: number
    readonly reasons: readonly WinReason[]
    readonly changes: readonly WinChange[]
  }
}

type Asked = { readonly id: string; readonly step: DealStep; readonly isOpen: boolean }

const readRows = async ({ db, organizationId }: Tx, ids: readonly string[]): Promise<Map<string, Row>> => {
  const { rows } = await sql<Row>`
    select e.deal_id, e.probability, e.low, e.high, e.estimated_at, e.model_id, e.version, m.trained_at, e.detail
    from win_estimate e
    join win_model m on m.organization_id = e.organization_id and m.id = e.model_id
    where e.organization_id = ${organizationId} and e.deal_id = any(${[...ids]}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.deal_id, row]))
}

const STEP_ACTIONS: Readonly<Record<string, DealStep>> = {
  'Begin to negotiate': 'negotiation',
  'Get their commitment': 'committed',
}

/** A step back is nothing to do about a deal. */
const isForward =
  (step: DealStep) =>
  ({ action }: WinChange): boolean => {
    const to = STEP_ACTIONS[action]
    return to === undefined || DEAL_STEPS.indexOf(to) > DEAL_STEPS.indexOf(step)
  }

const REVIEW = 'review' satisfies WinFeature

/** What is known of the deal in words: a decision with the name of whoever took it. */
const saidOf = (
  { feature, value }: WinReason,
  dealId: string,
  words: WinWords,
  reviewerOf: ReviewerOf,
): string | null => {
  const said = words.value(feature, value)
  const by = feature === REVIEW ? reviewerOf(dealId, String(value)) : null
  return by === null ? said : `${said} by ${by}`
}

const estimateOf = (
  row: Row,
  { step, isOpen }: Asked,
  words: WinWords,
  reviewerOf: ReviewerOf,
): WinEstimate => ({
  kind: 'estimate',
  probability: row.probability,
  low: row.low,
  high: row.high,
  logit: row.detail.logit,
  base: row.detail.base,
  reasons: row.detail.reasons.map((reason) => ({
    feature: reason.feature,
    label: words.label(reason.feature),
    value: saidOf(reason, row.deal_id, words, reviewerOf),
    contribution: reason.contribution,
    remark: reason.remark,
  })),
  changes: isOpen
    ? row.detail.changes
        .filter(isForward(step))
        .map(({ action, probability, low, high, difference }) => ({
          action,
          probability,
          low,
          high,
          difference,
        }))
        .sort((a, b) => b.difference - a.difference)
    : [],
  at: new Date(row.estimated_at).toISOString(),
  model: { id: row.model_id, version: row.version, trainedAt: new Date(row.trained_at).toISOString() },
})

type Ends = Awaited<ReturnType<typeof readDealEnds>>
const LEAST_CLOSED = 10

/** Without an estimate: how many closed deals that came at least as far were won, and why no more is said. */
const rateOf = (
  step: DealStep,
  ends: Ends,
  gate: { readonly won: number; readonly lost: number },
): WinEstimate => {
  const sum = (of: Ends, key: 'won' | 'lost') => of.reduce((total, end) => total + end[key], 0)
  const [won, lost] = [sum(ends, 'won'), sum(ends, 'lost')]
  const because =
    won < gate.won || lost < gate.lost
      ? `${won} won and ${lost} lost deals are closed; an estimate needs ${gate.won} and ${gate.lost}.`
      : 'No model has estimated this deal yet.'
  const far = ends.filter((end) => DEAL_STEPS.indexOf(end.step) >= DEAL_STEPS.indexOf(step))
  const wins = sum(far, 'won')
  const closed = wins + sum(far, 'lost')
  if (closed < LEAST_CLOSED) return { kind: 'unknown', because }
  return {
    kind: 'base-rate',
    probability: wins / closed,
    ...shareInterval(wins, closed),
    step,
    won: wins,
    closed,
    because,
  }
}

/** What is known of each of these deals being won, by the deal's id. */
export const readWins = async (tx: Tx, asked: readonly Asked[]): Promise<Map<string, WinEstimate>> => {
  const rows = await readRows(
    tx,
    asked.map(({ id }) => id),
  )
  const words = await readWinWords(tx)
  const reviewerOf = await readReviewers(tx, [...rows.keys()])
  const needsRate = asked.some(({ id }) => !rows.has(id))
  const ends = needsRate ? await readDealEnds(tx.db, tx.organizationId) : []
  const { gate } = await readChoices(tx)
  return new Map(
    asked.map((deal) => {
      const row = rows.get(deal.id)
      return [deal.id, row ? estimateOf(row, deal, words, reviewerOf) : rateOf(deal.step, ends, gate)]
    }),
  )
}
