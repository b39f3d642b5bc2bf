import { whyNotAssignLead } from '@tributary/access'
import { AppError, type CreatedLead, type CreateLead, readCaptureBody } from '@tributary/contracts'
import { captureDoorOf } from '../capture/capture-door.ts'
import { inOrganization } from '../in-organization.ts'
import type { Context } from '../product.ts'

/** Where the door's names of fields stand in the form. */
const fieldOf = (path: string | undefined): string | undefined => {
  const name = path?.split('.').at(-1)
  const names: Record<string, string> = {
    campaign_id: 'campaignId',
    source: 'metAt',
    service_interest: 'serviceInterest',
    budget_range: 'budgetRange',
    consent_given: 'consent',
  }
  return name === undefined ? undefined : (names[name] ?? name)
}

const bodyOf = (slug: string, input: CreateLead) => ({
  campaign_id: slug,
  source: input.metAt,
  contact: {
    firstName: input.firstName,
    lastName: input.lastName,
    email: input.email,
    phone: input.phone || undefined,
    company: input.company || undefined,
  },
  lead_details: {
    service_interest: input.serviceInterest || undefined,
    urgency: input.urgency || undefined,
    message: input.message || undefined,
    budget_range: input.budgetRange || undefined,
    timeline: input.timeline || undefined,
  },
  form_metadata: { form_type: 'manual', consent_given: input.consent },
})

const slugOf = (ctx: Context, campaignId: string): Promise<string> =>
  inOrganization(ctx, async ({ db, organizationId }) => {
    const row = await db
      .selectFrom('campaign')
      .select('slug')
      .where('organization_id', '=', organizationId)
      .where('id', '=', campaignId)
      .executeTakeFirst()
    if (!row)
      throw new AppError('VALIDATION_ERROR', 'This campaign does not exist any more.', {
        field: 'campaignId',
      })
    return row.slug
  })

/** Enters a lead by hand, through the same door as every other capture; a twin of the last day is answered with itself. */
export const createLead = async (ctx: Context, input: CreateLead): Promise<CreatedLead> => {
  const { actor, organizationId } = ctx
  if (actor.kind !== 'member')
    throw new AppError('FORBIDDEN', 'Leads are entered by people who are signed in.')
  const why = input.ownerId ? whyNotAssignLead(actor.role, actor.memberId, null, input.ownerId) : undefined
  if (why !== undefined) throw new AppError('FORBIDDEN', why, { field: 'ownerId' })
  const slug = await slugOf(ctx, input.campaignId)
  try {
    const { body } = readCaptureBody(bodyOf(slug, input))
    const answer = await captureDoorOf(ctx.product).submit({
      body,
      caller: { kind: 'member', organizationId, memberId: actor.memberId },
      ip: null,
      skipLimits: true,
      ...(input.ownerId ? { ownerId: input.ownerId } : {}),
      ...(ctx.now === undefined ? {} : { now: ctx.now }),
    })
    return { kind: answer.kind === 'duplicate' ? 'duplicate' : 'created', id: answer.id }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const field = fieldOf(error.details.field)
    throw new AppError(error.code, error.message, { ...error.details, ...(field ? { field } : {}) })
  }
}
