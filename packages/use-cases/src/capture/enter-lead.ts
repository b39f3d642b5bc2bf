import { AppError, readCaptureBody } from '@tributary/contracts'
import { CampaignSchema, MemberSchema } from '@tributary/db'
import { inOrganization } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { captureDoorOf } from './capture-door.ts'

/** A lead that a signed-in person types in: somebody called, or came by. */
export type EnterLead = {
  readonly campaignId: string
  readonly contact: {
    readonly firstName: string
    readonly lastName: string
    readonly email: string
    readonly phone?: string | null
    readonly company?: string | null
  }
  readonly details?: {
    readonly serviceInterest?: string | null
    readonly urgency?: string | null
    readonly message?: string | null
    readonly budgetRange?: string | null
    readonly timeline?: string | null
  }
  /** Where it came from; a person who answers the phone writes `phone`. */
  readonly source?: string
  /** Whether the person agreed that we keep what they told; absent is not asked. */
  readonly consent?: boolean
  /** Whose it is; absent lets the rules decide. */
  readonly ownerId?: string
}

export type EnteredLead = { readonly kind: 'captured' | 'duplicate'; readonly leadId: string }

/** Enters a lead by hand through the same door as every other: validated, scored, given to somebody and recorded alike. */
export const enterLead = async (ctx: Context, input: EnterLead): Promise<EnteredLead> => {
  const { actor, organizationId, product } = ctx
  if (actor.kind !== 'member')
    throw new AppError('FORBIDDEN', 'Only a signed-in person enters leads by hand.')
  const { campaignId, contact, details = {}, ownerId } = input
  const slug = await inOrganization(ctx, async ({ em }) => {
    if (ownerId !== undefined && !(await em.findOne(MemberSchema, { id: ownerId })))
      throw new AppError('NOT_FOUND', 'This member does not exist.', { field: 'ownerId' })
    const campaign = await em.findOne(CampaignSchema, { id: campaignId })
    if (!campaign) throw new AppError('NOT_FOUND', 'This campaign does not exist.', { field: 'campaignId' })
    return campaign.slug
  })
  const { body } = readCaptureBody({
    campaign_id: slug,
    source: input.source ?? 'manual',
    contact,
    lead_details: {
      service_interest: details.serviceInterest,
      urgency: details.urgency,
      message: details.message,
      budget_range: details.budgetRange,
      timeline: details.timeline,
    },
    ...(input.consent === undefined ? {} : { form_metadata: { consent_given: input.consent } }),
  })
  const answer = await captureDoorOf(product).submit({
    body,
    caller: { kind: 'member', organizationId, memberId: actor.memberId },
    ip: null,
    ...(ownerId === undefined ? {} : { ownerId }),
    ...(ctx.now === undefined ? {} : { now: ctx.now }),
  })
  return { kind: answer.kind === 'duplicate' ? 'duplicate' : 'captured', leadId: answer.id }
}
