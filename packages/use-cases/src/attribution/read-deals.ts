import {
  AppError,
  type AttributionDeals,
  type AttributionDealsInput,
  type AttributionDimension,
  type AttributionTable,
  type CreditedDeal,
  type DealCard,
  NOT_SET,
  notFound,
  type OfferedModel,
  OTHER_ROWS,
  UNATTRIBUTED,
} from '@tributary/contracts'
import {
  type ResultDeal,
  type ResultDealQuery,
  type ResultRow,
  readDealPage,
  readResult,
  readResultDeals,
  readResultTable,
  sumResultDeals,
} from '@tributary/db'
import { presentDeals } from '../deals/read-deals.ts'
import { inOrganization, type Tx } from '../in-organization.ts'
import type { Context } from '../product.ts'
import type { ResultSummary } from './compute.ts'
import { dealCredits, isOwnModel, nameIn } from './deal-credits.ts'
import type { DealJourney, StoredTouch } from './deal-journey.ts'

type Cell = {
  readonly by: AttributionDimension
  readonly value: string
  readonly model: OfferedModel
}
type Place = readonly [at: string, dealId: string, before: number]
type Credited = ResultDeal & { readonly creditMinor: number }
type Page = { readonly items: readonly Credited[]; readonly next: Place | null }

const DATE_TIME = /^[\d:.+ -]+$/
const ID = /^[0-9a-f-]{36}$/

const writePlace = (place: Place): string => Buffer.from(JSON.stringify(place)).toString('base64url')

const readPlace = (text: string): Place => {
  const wrong = () =>
    new AppError('VALIDATION_ERROR', 'This page of the list does not exist. Start at the first one.', {
      field: 'cursor',
    })
  try {
    const [at, id, before] = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[]
    if (typeof at !== 'string' || typeof id !== 'string' || !Number.isSafeInteger(before)) throw wrong()
    if (!DATE_TIME.test(at) || !ID.test(id)) throw wrong()
    return [at, id, before as number]
  } catch {
    throw wrong()
  }
}

const journeyIn = (deal: ResultDeal): DealJourney => ({
  dealId: deal.dealId,
  leadId: deal.leadId,
  amountMinor: deal.amountMinor,
  wonAt: deal.wonAt ?? deal.openedAt,
  openedAt: deal.openedAt,
  touches: deal.journey as readonly StoredTouch[],
})

/** Deals looked at in one go for those that gave something. */
const LOOKED_AT = 500

/** What a deal gives to a cell of a model in which each deal is shared by its own touches; undefined: nothing. */
const creditIn = (
  deal: ResultDeal,
  { by, model }: Cell,
  decayRate: number,
  isMeant: (value: string) => boolean,
): number | undefined => {
  if (!isOwnModel(model)) return undefined
  const meant = dealCredits(journeyIn(deal), model, { by, decayRate }).filter(({ touch }) =>
    isMeant(nameIn(touch, by)),
  )
  if (meant.every(({ share, minor }) => share === 0 && minor === 0)) return undefined
  return meant.reduce((sum, { minor }) => sum + minor, 0)
}

/** Walks the deals that may have given something until a page is full. */
const walk = async (
  tx: Tx,
  query: Omit<ResultDealQuery, 'after' | 'limit'>,
  after: Place | null,
  size: number,
  creditOf: (deal: ResultDeal, before: number) => number | undefined,
): Promise<Page> => {
  const items: Credited[] = []
  let [place, before] = after ? [[after[0], after[1]] as const, after[2]] : [null, 0]
  for (;;) {
    const deals = await readResultDeals(tx.db, { ...query, after: place, limit: LOOKED_AT })
    for (const deal of deals) {
      const creditMinor = creditOf(deal, before)
      if (creditMinor !== undefined) {
        if (items.length === size) return { items, next: [...place!, before] }
        items.push({ ...deal, creditMinor })
      }
      place = deal.place
      before += deal.amountMinor
    }
    if (deals.length < LOOKED_AT) return { items, next: null }
  }
}

/** The part of the first so many that a cell has of the whole, in whole minor units. */
const partOf = (first: number, cell: number, whole: number): number =>
  whole === 0 ? 0 : Number((BigInt(first) * BigInt(cell)) / BigInt(whole))

type Sums = { readonly deals: number; readonly minor: number }
type Answer = Page & { readonly total: Sums }

const cellPage = async (
  tx: Tx,
  result: ResultRow,
  cell: Cell,
  after: Place | null,
  size: number,
): Promise<Answer> => {
  const { organizationId } = tx
  const query = { organizationId, resultId: result.id, of: 'won' } as const
  const table = (await readResultTable(tx.db, organizationId, result.id, cell.by)) as AttributionTable
  const row = table.rows.find(({ value }) => value === cell.value)
  const own = row?.cells[cell.model]
  const total = { deals: own?.credited ?? 0, minor: own?.minor ?? 0 }
  if (!own) return { items: [], next: null, total }
  if (cell.value === UNATTRIBUTED) {
    const bare = { ...query, touches: { from: 0, to: 0 } }
    return { ...(await walk(tx, bare, after, size, ({ amountMinor }) => amountMinor)), total }
  }
  if (!isOwnModel(cell.model)) {
    const { wonMinor, unattributed } = result.summary as ResultSummary
    const whole = wonMinor - unattributed.minor
    const touched = { ...query, touches: { from: 1, to: null } }
    const part = ({ amountMinor }: ResultDeal, before: number) =>
      partOf(before + amountMinor, own.minor, whole) - partOf(before, own.minor, whole)
    return { ...(await walk(tx, touched, after, size, part)), total }
  }
  const named = new Set(table.rows.map(({ value }) => value))
  const isMeant =
    cell.value === OTHER_ROWS ? (value: string) => !named.has(value) : (value: string) => value === cell.value
  const word = cell.value === OTHER_ROWS || cell.value === NOT_SET ? undefined : cell.value
  return {
    ...(await walk(tx, { ...query, word }, after, size, (deal) =>
      creditIn(deal, cell, result.decayRate, isMeant),
    )),
    total,
  }
}

const groupQuery = (
  { organizationId }: Tx,
  resultId: string,
  of: Exclude<AttributionDealsInput['of'], { kind: 'cell' }>,
): Omit<ResultDealQuery, 'after' | 'limit'> => {
  const query = { organizationId, resultId }
  if (of.kind === 'flow') {
    const { source, step, outcome } = of
    return { ...query, of: 'flow', flow: { source, step, outcome } }
  }
  if (of.kind === 'won') return { ...query, of: 'won' }
  return { ...query, of: 'won', [of.kind]: { from: of.from, to: of.to } }
}

const groupPage = async (
  tx: Tx,
  query: Omit<ResultDealQuery, 'after' | 'limit'>,
  after: Place | null,
  size: number,
): Promise<Answer> => ({
  ...(await walk(tx, query, after, size, ({ amountMinor }) => amountMinor)),
  total: await sumResultDeals(tx.db, { ...query, after: null, limit: 0 }),
})

/** The deals as they stand now. */
const cardsOf = async (tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, DealCard>> => {
  if (ids.length === 0) return new Map()
  const query = { organizationId: tx.organizationId, ids: [...ids] }
  const { rows } = await readDealPage(tx.db, query, { by: 'opened', direction: 'desc' }, null, ids.length)
  return new Map((await presentDeals(tx, rows)).map((card) => [card.id, card]))
}

/** The deals behind a cell or a mark, as they stood in the result: together they are what the cell says, to the cent. */
export const readAttributionDeals = (ctx: Context, input: AttributionDealsInput): Promise<AttributionDeals> =>
  inOrganization(ctx, async (tx) => {
    const { of, cursor, size = 50 } = input
    const result = await readResult(tx.db, tx.organizationId, input.resultId)
    if (!result?.asOf) throw notFound('result')
    const after = cursor ? readPlace(cursor) : null
    const { items, next, total } =
      of.kind === 'cell'
        ? await cellPage(tx, result, of, after, size)
        : await groupPage(tx, groupQuery(tx, result.id, of), after, size)
    const cards = await cardsOf(
      tx,
      items.map(({ dealId }) => dealId),
    )
    return {
      items: items.map(
        ({ dealId, amountMinor, wonAt, touches, creditMinor }): CreditedDeal => ({
          dealId,
          deal: cards.get(dealId) ?? null,
          amountMinor,
          wonAt: wonAt === null ? null : new Date(wonAt).toISOString(),
          touches,
          creditMinor,
        }),
      ),
      nextCursor: next && writePlace(next),
      total,
      currency: (result.summary as ResultSummary).currency,
      asOf: result.asOf.toISOString(),
    }
  })
