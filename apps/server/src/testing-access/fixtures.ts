import {
  BudgetDecisionSchema,
  CompanySchema,
  HeldSubmissionSchema,
  LeadSchema,
  LedgerEventSchema,
  OfficeSchema,
  ProductSchema,
  SourceSchema,
  WinModelSchema,
} from '@tributary/db'
import { createApiKey } from '@tributary/use-cases/api-keys/manage-api-keys'
import { askResult, refreshResults } from '@tributary/use-cases/attribution/store-results'
import { updateCampaign } from '@tributary/use-cases/campaigns/update-campaign'
import { createDeal } from '@tributary/use-cases/deals/change-deals'
import { inOrganization } from '@tributary/use-cases/in-organization'
import { reviewLeads } from '@tributary/use-cases/leads/review-leads'
import { recordSpend } from '@tributary/use-cases/spend/record-spend'
import type { TestOrganization } from '@tributary/use-cases/testing'
import { addCampaign, submission, type TestCampaign } from '@tributary/use-cases/testing-capture'
import { saveView } from '@tributary/use-cases/views/saved-views'
import type { TestServer } from '../testing.ts'

/** Real things of one organization, by which the other one tries to reach them. */
export type Fixtures = {
  readonly campaign: TestCampaign
  readonly memberId: string
  readonly sessionId: string
  readonly leadId: string
  /** The id the public API prints. */
  readonly leadPublicId: string
  readonly statusToken: string
  readonly officeId: string
  readonly productId: string
  readonly sourceId: string
  readonly companyId: string
  /** A submission that was kept aside as spam. */
  readonly heldId: string
  /** A change of their lead that they can take back. */
  readonly undoId: string
  readonly campaignUndoId: string
  readonly dealId: string
  /** A day of spend that they can take back. */
  readonly spendUndoId: string
  readonly apiKeyId: string
  /** An API key of this organization that may do everything. */
  readonly apiKey: string
  readonly invitationId: string
  readonly deliveryId: string
  /** A model of win probability that was trained on their deals. */
  readonly modelId: string
  /** A stored result of attribution. */
  readonly attributionId: string
  /** An advice on a budget that they decided on. */
  readonly budgetDecisionId: string
  /** A view of leads that they keep for themselves. */
  readonly viewId: string
}

export const makeFixtures = async (test: TestServer, organization: TestOrganization): Promise<Fixtures> => {
  const campaign = await addCampaign(organization)
  const key = await createApiKey(organization.as('owner'), {
    name: 'Everything',
    scopes: ['capture', 'leads.read', 'analytics.read', 'spend.write'],
  })
  const captured = await test.server.inject({
    method: 'POST',
    url: '/v1/api/leads',
    headers: { 'x-api-key': key.key },
    payload: submission(campaign),
  })
  if (captured.statusCode !== 201) throw new Error(`The lead was not captured: ${captured.body}`)
  const trapped = submission(campaign) as { form_metadata?: object }
  const spam = await test.server.inject({
    method: 'POST',
    url: '/v1/api/leads',
    headers: { 'x-api-key': key.key },
    payload: {
      ...trapped,
      contact: { firstName: 'Bot', lastName: 'Bot', email: 'bot@spam.example' },
      form_metadata: { ...trapped.form_metadata, website_url: 'https://spam.example' },
    },
  })
  if (spam.statusCode !== 201) throw new Error(`The spam was not kept: ${spam.body}`)
  const answer = captured.json() as { lead_id: string; status_token: string }
  const cookie = await organization.cookieOf('owner')
  const sessions = (await test.call('accounts.sessions', undefined, { cookie })).data as { id: string }[]
  const invited = (
    await test.call(
      'members.invite',
      { email: `x@${organization.organizationId}.example`, role: 'rep' },
      { cookie },
    )
  ).data as { id: string }
  const rows = await inOrganization(organization.system, async (tx) => {
    const { em, organizationId } = tx
    const at = new Date(tx.now)
    const [officeId, productId, sourceId, companyId] = [tx.newId(), tx.newId(), tx.newId(), tx.newId()]
    em.create(CompanySchema, { organizationId, id: companyId, name: 'Kite Energy', createdAt: at })
    const held = await em.findOneOrFail(HeldSubmissionSchema, { organizationId, campaignId: campaign.id })
    em.create(OfficeSchema, { organizationId, id: officeId, name: 'Austin', regionCode: 'TX', createdAt: at })
    em.create(ProductSchema, {
      organizationId,
      id: productId,
      kind: 'service',
      code: `code-${productId.slice(-6)}`,
      name: 'Drain cleaning',
      aliases: [],
      createdAt: at,
    })
    em.create(SourceSchema, { organizationId, id: sourceId, name: 'Directory', createdAt: at })
    const modelId = tx.newId()
    em.create(WinModelSchema, {
      organizationId,
      id: modelId,
      version: 'theirs',
      state: 'retired',
      abstains: true,
      trainedAt: at,
      why: 'too few',
      verdict: null,
      value: {},
      held: {},
    })
    const budgetDecisionId = tx.newId()
    em.create(BudgetDecisionSchema, {
      organizationId,
      id: budgetDecisionId,
      campaignId: campaign.id,
      action: 'reduce',
      verdict: 'applied',
      decidedAt: at,
      outcome: null,
      advice: {
        campaign: { id: campaign.id, name: campaign.slug },
        action: 'reduce',
        priority: 'high',
        confidence: 'medium',
        confidenceNumber: 2 / 3,
        measure: 'roas',
        value: 1.7,
        average: 2.5,
        ratioOfSums: 2.5,
        holdsForRatioOfSums: true,
        comparedWith: [campaign.id],
        actionItems: ['Lower the budget'],
        period: { start: '2026-03-01', end: '2026-03-31' },
      },
    })
    const lead = await em.findOneOrFail(LeadSchema, { organizationId, campaignId: campaign.id })
    const event = await em.findOneOrFail(LedgerEventSchema, { organizationId, leadId: lead.id })
    const deliveryId = tx.owe({
      eventId: event.id,
      leadId: lead.id,
      kind: 'slack.hot_lead',
      target: 'slack',
      why: 'a lead of grade A came in',
      skipped: 'no Slack connection',
    })
    return {
      officeId,
      productId,
      sourceId,
      companyId,
      heldId: held.id,
      leadId: lead.id,
      deliveryId,
      modelId,
      budgetDecisionId,
    }
  })
  const { undoId } = await reviewLeads(organization.as('owner'), {
    target: { ids: [rows.leadId] },
    to: 'accepted',
  })
  const changed = await updateCampaign(organization.as('owner'), { id: campaign.id, platform: 'print' })
  const spent = await recordSpend(organization.as('owner'), {
    campaignId: campaign.id,
    day: '2026-03-02',
    amountMinor: 12_550,
  })
  const view = await saveView(organization.as('rep'), {
    list: 'leads',
    name: 'Mine',
    shared: false,
    search: { filter: {} },
  })
  const opened = await createDeal(organization.as('owner'), { leadId: rows.leadId, amountMinor: 480_000 })
  const march = { period: { start: '2026-03-01', end: '2026-03-31' }, lookbackDays: 90 }
  const { id: attributionId } = await inOrganization(organization.system, (tx) => askResult(tx, march))
  await refreshResults(organization.system, { resultIds: [attributionId] })
  return {
    attributionId,
    campaign,
    ...rows,
    dealId: opened.deals[0]!.id,
    campaignUndoId: changed.undoId!,
    spendUndoId: spent.undoId!,
    undoId: undoId!,
    memberId: organization.members.rep.memberId,
    sessionId: sessions[0]!.id,
    leadPublicId: answer.lead_id,
    statusToken: answer.status_token,
    apiKeyId: key.id,
    apiKey: key.key,
    invitationId: invited.id,
    viewId: view.id,
  }
}
