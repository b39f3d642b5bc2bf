import { type CampaignCapture, type CampaignId, readHostedForm } from '@tributary/contracts'
import { type Campaign, OrganizationSchema } from '@tributary/db'
import { sql } from 'kysely'
import { type Hours, hourOf } from '../capture/hourly-cap.ts'
import { inOrganization, type Tx } from '../in-organization.ts'
import type { Context, Product } from '../product.ts'
import { openCampaign } from './open-campaign.ts'
import { closedBecause } from './read-campaigns.ts'
import { snippetOf } from './snippet.ts'

const curlOf = (endpoint: string, { slug, token }: Campaign): string => {
  const body = {
    campaign_id: slug,
    source: 'api',
    contact: { firstName: 'Divya', lastName: 'Rao', email: 'divya.rao@example.com' },
    lead_details: { service_interest: 'Consultation', urgency: 'High' },
    form_metadata: { consent_given: true },
  }
  return [
    `curl -X POST ${endpoint} \\`,
    "  -H 'Content-Type: application/json' \\",
    `  -H 'X-Campaign-Token: ${token}' \\`,
    `  -H "Idempotency-Key: $(uuidgen)" \\`,
    `  -d '${JSON.stringify(body)}'`,
  ].join('\n')
}

const usedThisHour = async ({ db, organizationId, now }: Tx, id: string): Promise<number> => {
  const { rows } = await sql<{ hours: Hours }>`
    select hours from capture_state where organization_id = ${organizationId}`.execute(db)
  return hourOf(rows[0]?.hours ?? {}, id, now).used
}

export const presentCapture = async (
  tx: Tx,
  { config }: Product,
  campaign: Campaign,
): Promise<CampaignCapture> => {
  const { timeZone } = await tx.em.findOneOrFail(OrganizationSchema, { id: tx.organizationId })
  const { id, slug, token, status, startDate, endDate } = campaign
  const endpoint = `${config.publicUrl}/v1/api/leads`
  return {
    id,
    slug,
    endpoint,
    hostedFormUrl: `${config.publicUrl}/f/${slug}`,
    token,
    snippet: snippetOf(config.publicUrl, campaign),
    curl: curlOf(endpoint, campaign),
    allowedOrigins: campaign.allowedOrigins,
    requireToken: campaign.requireToken,
    requireConsent: campaign.requireConsent,
    hourlyCap: campaign.hourlyCap ?? null,
    standardHourlyCap: config.captureLimits.perCampaignPerHour,
    usedThisHour: await usedThisHour(tx, id),
    defaultCountry: campaign.defaultCountry ?? null,
    form: readHostedForm(campaign.form),
    closedBecause: closedBecause(
      { status, start_date: startDate ?? null, end_date: endDate ?? null },
      tx.now,
      timeZone,
    ),
  }
}

/** All that somebody needs to connect a website to a campaign. */
export const readCapture = (ctx: Context, { id }: CampaignId): Promise<CampaignCapture> =>
  inOrganization(ctx, async (tx) => presentCapture(tx, ctx.product, await openCampaign(tx, id)))
