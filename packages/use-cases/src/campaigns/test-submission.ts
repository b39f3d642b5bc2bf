import { randomBytes } from 'node:crypto'
import {
  AppError,
  type CampaignId,
  type LeadsChanged,
  type RemoveTestLead,
  readCaptureBody,
  type TestSubmitted,
} from '@tributary/contracts'
import { captureDoorOf } from '../capture/capture-door.ts'
import { inOrganization } from '../in-organization.ts'
import { openBoxes } from '../leads/lead-boxes.ts'
import { removeLeads } from '../leads/remove-leads.ts'
import type { Context } from '../product.ts'
import { openCampaign } from './open-campaign.ts'

/** No mail ever arrives at a domain under `.example`: it is reserved, so a test is never mistaken for a person. */
const TEST_DOMAIN = 'tributary-test.example'

/** Whether an address is one of a test submission. */
export const isTestAddress = (email: string): boolean => email.endsWith(`@${TEST_DOMAIN}`)

const WORDS = {
  captured: 'It came through: validated, scored, given to somebody. Look at the lead, then remove it.',
  duplicate: 'The same test came in before: this is the lead it became.',
  quarantined: 'The campaign is over its hourly limit, so the test waits in quarantine.',
} as const

/**
 * Sends a submission through the public door, with the campaign's own token, so that everything a website's would meet
 * is met. It becomes a lead like any other, which is removed with one click.
 */
export const submitTest = async (ctx: Context, { id }: CampaignId): Promise<TestSubmitted> => {
  const { slug, token } = await inOrganization(ctx, (tx) => openCampaign(tx, id))
  const { body } = readCaptureBody({
    campaign_id: slug,
    source: 'test',
    contact: {
      firstName: 'Test',
      lastName: 'Submission',
      email: `test-${randomBytes(5).toString('hex')}@${TEST_DOMAIN}`,
    },
    lead_details: { message: 'Sent from the capture page of the campaign.' },
    form_metadata: { form_type: 'test', consent_given: true },
  })
  const answer = await captureDoorOf(ctx.product).submit({
    body,
    caller: { kind: 'public', origin: null, token },
    ip: null,
    ...(ctx.now === undefined ? {} : { now: ctx.now }),
  })
  return {
    kind: answer.kind,
    id: answer.id,
    answer: answer.body === null ? null : JSON.parse(JSON.stringify(answer.body)),
    words: WORDS[answer.kind],
  }
}

/** Removes what a test left behind, and nothing else. */
export const removeTestLead = async (ctx: Context, { id }: RemoveTestLead): Promise<LeadsChanged> => {
  const email = await inOrganization(ctx, async (tx) => (await openBoxes(tx, id)).contact.email)
  if (!isTestAddress(email))
    throw new AppError('FORBIDDEN', 'This lead is no test. Delete it in the list of leads.')
  return removeLeads(ctx, { target: { ids: [id] } })
}
