import type { DealFacts, LedgerEvent } from './events.ts'

/** A deal as the pipeline sees it. */
export type DealStanding = Pick<DealFacts, 'stage' | 'amountMinor'> & {
  /** A calendar date. */
  readonly expectedClose: string | null
}

/** What became of one deal from the first of some events to the last. */
export type DealMove = {
  /** Null where an early removal of a lead did not tell which of its deals it was. */
  readonly dealId: string | null
  readonly currency: string
  /** Null: it was not there. */
  readonly before: DealStanding | null
  /** Null: it is gone, or its lead is. */
  readonly after: DealStanding | null
  /** It stood open before, after, or in between. */
  readonly wasOpen: boolean
}

type Link = { readonly before: DealStanding | null; readonly after: DealStanding | null }
type Told = Link & { readonly dealId: string | null; readonly currency: string }

const standing = ({ stage, amountMinor, expectedClose = null }: DealFacts): DealStanding => ({
  stage,
  amountMinor,
  expectedClose,
})

const toldBy = (event: LedgerEvent): readonly Told[] => {
  switch (event.type) {
    case 'deal.opened': {
      const { dealId, currency, amountMinor, expectedClose } = event.payload
      const after = standing({ stage: 'open', amountMinor, expectedClose: expectedClose ?? null })
      return [{ dealId, currency, before: null, after }]
    }
    case 'deal.changed': {
      const { dealId, currency, before, after } = event.payload
      return [{ dealId, currency, before: standing(before), after: standing(after) }]
    }
    case 'deal.withdrawn': {
      const { dealId, currency, before } = event.payload
      return [{ dealId, currency, before: standing(before), after: null }]
    }
    case 'lead.removed':
      return (event.payload.deals ?? []).map(({ dealId = null, currency, ...facts }) => ({
        ...{ dealId, currency },
        before: standing(facts),
        after: null,
      }))
    case 'lead.restored':
      return (event.payload.deals ?? []).map(({ dealId = null, currency, ...facts }) => ({
        ...{ dealId, currency },
        before: null,
        after: standing(facts),
      }))
    case 'touch.viewed':
    case 'touch.left':
    case 'touch.repeated':
    case 'submission.held':
    case 'submission.decided':
    case 'lead.captured':
    case 'lead.enriched':
    case 'lead.scored':
    case 'lead.assigned':
    case 'lead.reviewed':
    case 'lead.stage_changed':
    case 'lead.edited':
    case 'lead.next_step_set':
    case 'lead.purged':
    case 'activity.logged':
    case 'activity.withdrawn':
    case 'spend.recorded':
    case 'effect.finished':
      return []
  }
}

const keyOf = (state: DealStanding | null): string =>
  state === null ? '' : `${state.stage} ${state.amountMinor} ${state.expectedClose}`

/**
 * Where a chain of links begins and ends. Links of one instant, or of writers that waited for each other, come in any
 * order: the chain begins with the state that is left once more than it is reached, and ends with the one that is reached
 * once more than it is left. A chain that ends where it began changes nothing; one with a gap is taken in the order of
 * its times.
 */
const endsOf = (links: readonly Link[]): Link => {
  const left = new Map<string, number>()
  for (const { before, after } of links) {
    left.set(keyOf(before), (left.get(keyOf(before)) ?? 0) + 1)
    left.set(keyOf(after), (left.get(keyOf(after)) ?? 0) - 1)
  }
  const latest = links.at(-1)!.after
  const uneven = [...left.values()].filter((times) => times !== 0).length
  if (uneven === 0) return { before: latest, after: latest }
  const first = links.find(({ before }) => left.get(keyOf(before)) === 1)
  const last = links.findLast(({ after }) => left.get(keyOf(after)) === -1)
  return uneven === 2 && first && last
    ? { before: first.before, after: last.after }
    : { before: links[0]!.before, after: latest }
}

const isOpen = (state: DealStanding | null): boolean => state?.stage === 'open'

const moveOf = (dealId: string | null, told: readonly Told[]): DealMove => ({
  dealId,
  currency: told[0]!.currency,
  ...endsOf(told),
  wasOpen: told.some(({ before, after }) => isOpen(before) || isOpen(after)),
})

/**
 * What became of each deal that these events tell of, from before the first of them to after the last. The events are all
 * of a span, in the order of their times; other kinds of events say nothing here.
 *
 * Opened for 100.00 on Monday, 120.00 since Tuesday: one move from nothing to an open deal of 12,000.
 */
export const dealMoves = (events: Iterable<LedgerEvent>): DealMove[] => {
  const byDeal = new Map<string, Told[]>()
  const unnamed: DealMove[] = []
  for (const event of events)
    for (const told of toldBy(event)) {
      const known = told.dealId === null ? undefined : byDeal.get(told.dealId)
      if (told.dealId === null) unnamed.push(moveOf(null, [told]))
      else if (known) known.push(told)
      else byDeal.set(told.dealId, [told])
    }
  return [...[...byDeal].map(([dealId, told]) => moveOf(dealId, told)), ...unnamed]
}
