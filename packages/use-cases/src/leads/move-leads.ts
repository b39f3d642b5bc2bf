import type { LeadsChanged, LostReason, MoveLeads, Stage } from '@tributary/contracts'
import { everQualified, moveStage } from '@tributary/leads'
import type { Tx } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { changeLeads, type Decided, failed } from './change-leads.ts'
import type { DealState, HeldLead } from './open-for-change.ts'
import { currencyOf } from './organization-currency.ts'
import { refuseForeign } from './review-leads.ts'
import type { DealChange } from './save-changes.ts'

const stageWords = {
  new: 'new',
  contacted: 'contacted',
  qualified: 'qualified',
  proposal: 'proposal',
  won: 'won',
  lost: 'lost',
} as const satisfies Record<Stage, string>

type Moving = {
  readonly to: Stage
  readonly now: number
  readonly amountMinor: number | null
  readonly lostReason: LostReason | null
  readonly expectedClose: string | null
  readonly newId: () => string
  readonly currency: string
}

const close = (
  deal: DealState,
  stage: 'won' | 'lost',
  { now, amountMinor, lostReason }: Moving,
): DealChange => ({
  before: deal,
  after: {
    ...deal,
    stage,
    amountMinor: stage === 'won' ? (amountMinor ?? deal.amountMinor) : deal.amountMinor,
    closedAt: now,
    stageSince: now,
    lostReason: stage === 'lost' ? lostReason : null,
  },
})

const newDeal = (lead: HeldLead, stage: 'open' | 'won', moving: Moving): DealChange => ({
  before: null,
  after: {
    id: moving.newId(),
    stage,
    amountMinor: moving.amountMinor ?? lead.state.valueMinor ?? 0,
    currency: lead.currency ?? moving.currency,
    openedAt: moving.now,
    closedAt: stage === 'open' ? null : moving.now,
    lostReason: null,
    expectedClose: moving.expectedClose,
    step: 'proposal',
    stageSince: moving.now,
  },
})

/** A deal has to stand open: an open one, the one that was closed last when the lead is opened again, or a new one. */
const standOpen = (lead: HeldLead, open: readonly DealState[], moving: Moving): DealChange[] => {
  const { amountMinor, expectedClose } = moving
  const told = {
    ...(amountMinor === null ? {} : { amountMinor }),
    ...(expectedClose === null ? {} : { expectedClose }),
  }
  const [first] = open
  if (first) {
    const after = { ...first, ...told }
    const isSame = after.amountMinor === first.amountMinor && after.expectedClose === first.expectedClose
    return isSame ? [] : [{ before: first, after }]
  }
  const { stage } = lead.state
  const last =
    stage === 'won' || stage === 'lost' ? lead.deals.findLast((deal) => deal.stage === stage) : undefined
  if (!last) return [newDeal(lead, 'open', moving)]
  const reopened = { stage: 'open' as const, closedAt: null, lostReason: null, stageSince: moving.now }
  return [{ before: last, after: { ...last, ...reopened, ...told } }]
}

/** From a proposal on, the stage stands for the lead's deals: what has to become of them. */
const dealsFor = (lead: HeldLead, moving: Moving): DealChange[] => {
  const open = lead.deals.filter((deal) => deal.stage === 'open')
  switch (moving.to) {
    case 'proposal':
      return standOpen(lead, open, moving)
    case 'won':
      return open.length > 0
        ? open.map((deal, i) => close(deal, 'won', i === 0 ? moving : { ...moving, amountMinor: null }))
        : [newDeal(lead, 'won', moving)]
    case 'lost':
      return open.map((deal) => close(deal, 'lost', moving))
    case 'new':
    case 'contacted':
    case 'qualified':
      return open.map((deal) => ({ before: deal, after: null }))
  }
}

const decideMove = (tx: Tx, lead: HeldLead, input: MoveLeads, currency: string): Decided => {
  const { to, valueMinor = null, lostReason = null, expectedClose = null } = input
  const move = moveStage(lead.state.stage, to)
  if (move.kind === 'unchanged') return move
  if (move.kind === 'refused')
    return failed(
      `from-${move.from}`,
      'VALIDATION_ERROR',
      `A ${stageWords[move.from]} lead cannot become ${stageWords[to]}. Open it again first.`,
      'to',
    )
  const moving: Moving = {
    to,
    now: tx.now,
    amountMinor: valueMinor,
    lostReason,
    expectedClose,
    newId: tx.newId,
    currency,
  }
  return {
    kind: 'changed',
    after: {
      ...lead.state,
      stage: to,
      everQualified: lead.state.everQualified || everQualified([to]),
      lostReason: to === 'lost' ? lostReason : null,
      valueMinor: valueMinor ?? lead.state.valueMinor,
    },
    deals: dealsFor(lead, moving),
  }
}

/** Moves leads through the pipeline, with what has to become of their deals. */
export const moveLeads = (ctx: Context, input: MoveLeads): Promise<LeadsChanged> =>
  changeLeads(ctx, input.target, {
    kind: 'stage',
    ...(input.expectedUpdatedAt ? { expectedUpdatedAt: input.expectedUpdatedAt } : {}),
    prepare: async (tx) => {
      const currency = await currencyOf(tx)
      return (lead) => {
        const foreign = refuseForeign(tx, lead)
        if (foreign) return foreign
        if (input.to === 'lost' && !input.lostReason)
          return failed('reason-required', 'VALIDATION_ERROR', 'Say why the lead is lost.', 'lostReason')
        return decideMove(tx, lead, input, currency)
      }
    },
  })
