import type { FlowLink } from '@tributary/contracts'
import { type DealOutline, readDealOutlines, type StoredDeal } from '@tributary/db'
import { type Period, spanOf } from '@tributary/kernel'
import { inOrganization } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { readCalendar } from '../spend/read-calendar.ts'
import { type Calculated, daysToClose, openCalculation } from './calculate.ts'
import { type DealJourney, earningTouches, storedTouch } from './deal-journey.ts'
import { flowOf } from './flow.ts'
import { readJourneys } from './read-journeys.ts'

/** Deals won on these days, and how many days before its win a touch counts. */
export type Question = { readonly period: Period; readonly lookbackDays: number }

/** As a result stands for it: with what one step back leaves in position decay. */
export type SettledQuestion = Question & { readonly decayRate: number }

/** What stands with a result beside its tables. */
export type ResultSummary = Omit<Calculated, 'tables'> & {
  readonly currency: string
  readonly flow: readonly FlowLink[]
  readonly otherCurrencies: readonly string[]
}

export type Computed = {
  readonly tables: Calculated['tables']
  readonly summary: ResultSummary
  readonly deals: readonly StoredDeal[]
}

type Frame = {
  readonly currency: string
  readonly from: number
  readonly to: number
  readonly outlines: ReadonlyMap<string, DealOutline>
}

const readFrame = (ctx: Context, { period }: Question): Promise<Frame> =>
  inOrganization(ctx, async (tx) => {
    const { currency, timeZone } = await readCalendar(tx)
    const { from, to } = spanOf(period, timeZone)
    const span = { from: new Date(from), to: new Date(to) }
    const outlines = await readDealOutlines(tx.db, tx.organizationId, span, currency)
    return { currency, from, to, outlines: new Map(outlines.map((deal) => [deal.dealId, deal])) }
  })

const isOpenedIn = ({ from, to }: Frame, { openedAt }: { readonly openedAt: number }): boolean =>
  openedAt >= from && openedAt < to

const storedWin = (frame: Frame, won: DealJourney): StoredDeal => {
  const outline = frame.outlines.get(won.dealId)
  const flow = outline && isOpenedIn(frame, outline) ? outline : null
  return {
    dealId: won.dealId,
    leadId: won.leadId,
    amountMinor: won.amountMinor,
    wonAt: won.wonAt,
    openedAt: won.openedAt,
    touches: won.touches.length,
    days: daysToClose(won),
    source: flow?.source ?? null,
    step: flow?.step ?? null,
    outcome: flow?.outcome ?? null,
    journey: won.touches,
  }
}

const storedOther = (outline: DealOutline): StoredDeal => ({
  ...outline,
  wonAt: null,
  touches: 0,
  days: null,
  journey: [],
})

type People = {
  readonly won: ReadonlyMap<string, DealJourney>
  readonly otherCurrencies: ReadonlySet<string>
  readonly calculated: Calculated
}

/** Somebody who did not buy in the period counts as lost when their last touch lies in it. */
const readPeople = async (ctx: Context, question: SettledQuestion, frame: Frame): Promise<People> => {
  const calculation = openCalculation({
    lookbackDays: question.lookbackDays,
    decayRate: question.decayRate,
    deals: [...frame.outlines.values()].filter(({ outcome }) => outcome === 'won').length,
  })
  const won = new Map<string, DealJourney>()
  const otherCurrencies = new Set<string>()
  for await (const people of readJourneys(ctx, question))
    for (const { touches, conversions } of people) {
      if (conversions.length === 0 && (touches.at(-1)?.at ?? 0) >= frame.from)
        calculation.addLost(touches.map(storedTouch))
      for (const { currency, ...conversion } of conversions) {
        if (currency !== frame.currency) {
          otherCurrencies.add(currency)
          continue
        }
        const openedAt = frame.outlines.get(conversion.dealId)?.openedAt ?? conversion.wonAt
        const times = { wonAt: conversion.wonAt, openedAt }
        const earning = earningTouches(touches, times, question.lookbackDays)
        const deal = { ...conversion, openedAt, touches: earning }
        won.set(deal.dealId, deal)
        calculation.addWon(deal)
      }
    }
  return { won, otherCurrencies, calculated: calculation.finish() }
}

/** Reads every journey of the question and calculates all of its tables; nothing is written. */
export const computeAttribution = async (ctx: Context, question: SettledQuestion): Promise<Computed> => {
  const frame = await readFrame(ctx, question)
  const { won, otherCurrencies, calculated } = await readPeople(ctx, question, frame)
  const { tables, ...figures } = calculated
  const flowing = [...frame.outlines.values()].filter((deal) => isOpenedIn(frame, deal))
  const others = flowing.filter(({ dealId }) => !won.has(dealId))
  return {
    tables,
    summary: {
      ...figures,
      currency: frame.currency,
      flow: flowOf(flowing),
      otherCurrencies: [...otherCurrencies].sort(),
    },
    deals: [...[...won.values()].map((deal) => storedWin(frame, deal)), ...others.map(storedOther)],
  }
}
