import { whyNotAssignLead } from '@tributary/access'
import { AppError, type CreatedLead, type CreateLead } from '@tributary/contracts'
import { enterLead } from '../capture/enter-lead.ts'
import type { Context } from '../product.ts'

const NAMES: Readonly<Record<string, string>> = {
  campaign_id: 'campaignId',
  source: 'metAt',
  service_interest: 'serviceInterest',
  budget_range: 'budgetRange',
  consent_given: 'consent',
}

/** Where a field of the door stands in the form. */
const fieldOf = (path: string | undefined): string | undefined => {
  const name = path?.split('.').at(-1)
  return name === undefined ? undefined : (NAMES[name] ?? name)
}

const entryOf = (input: CreateLead) => {
  const { campaignId, firstName, lastName, email, phone, company, metAt, consent, ownerId } = input
  const { serviceInterest, urgency, message, budgetRange, timeline } = input
  return {
    campaignId,
    contact: { firstName, lastName, email, phone: phone || null, company: company || null },
    details: {
      serviceInterest: serviceInterest || null,
      urgency: urgency || null,
      message: message || null,
      budgetRange: budgetRange || null,
      timeline: timeline || null,
    },
    source: metAt,
    ...(consent === undefined ? {} : { consent }),
    ...(ownerId === undefined ? {} : { ownerId }),
  }
}

/** Enters a lead by hand, through the same door as every other capture; a twin of the last day is answered with itself. */
export const createLead = async (ctx: Context, input: CreateLead): Promise<CreatedLead> => {
  const { actor } = ctx
  if (actor.kind !== 'member')
    throw new AppError('FORBIDDEN', 'Leads are entered by people who are signed in.')
  const why = input.ownerId ? whyNotAssignLead(actor.role, actor.memberId, null, input.ownerId) : undefined
  if (why !== undefined) throw new AppError('FORBIDDEN', why, { field: 'ownerId' })
  try {
    const { kind, leadId: id } = await enterLead(ctx, entryOf(input))
    return { kind: kind === 'duplicate' ? 'duplicate' : 'created', id }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const field = fieldOf(error.details.field)
    throw new AppError(error.code, error.message, { ...error.details, ...(field ? { field } : {}) })
  }
}
