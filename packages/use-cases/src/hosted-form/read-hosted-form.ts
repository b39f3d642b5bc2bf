import { type HostedForm, readHostedForm } from '@tributary/contracts'
import { CompiledQuery } from 'kysely'
import { isOpen } from '../capture/admit.ts'
import { orAway } from '../capture/or-away.ts'
import { loadCampaign } from '../capture/organization-snapshot.ts'
import { findCampaign } from '../entrance/find-campaign.ts'
import { inOrganization } from '../in-organization.ts'
import type { Product } from '../product.ts'

/** All that the page of a campaign's form shows. */
export type HostedFormPage = {
  readonly slug: string
  readonly campaignName: string
  readonly organizationName: string
  readonly form: HostedForm
  /** Names of what the organization offers, to choose from. */
  readonly services: readonly string[]
  /** Only where the campaign asks for it: it is public, and stands in the page. */
  readonly token: string | null
  readonly requireConsent: boolean
  /** Websites that may show the form in a frame. */
  readonly origins: readonly string[]
  /** Why it takes nothing now; null when it does. */
  readonly closedBecause: string | null
}

/** `undefined` for a form that is not there, and for one that was never opened. */
export const findHostedForm = (product: Product, slug: string): Promise<HostedFormPage | undefined> =>
  orAway(() => read(product, slug))

const read = async (product: Product, slug: string): Promise<HostedFormPage | undefined> => {
  const place = await findCampaign(product, slug)
  if (!place) return undefined
  const { organizationId, campaignId } = place
  return inOrganization({ product, organizationId, actor: { kind: 'public' } }, async (tx) => {
    const rows = async (sql: string, values: readonly unknown[]) =>
      (await tx.db.executeQuery<Record<string, unknown>>(CompiledQuery.raw(sql, [...values]))).rows
    const campaign = await loadCampaign(rows, organizationId, campaignId)
    if (!campaign || campaign.status === 'draft') return undefined
    const [row] = await rows(
      `select c.form, o.name, o.time_zone from campaign c join organization o on o.id = c.organization_id
       where c.organization_id = $1 and c.id = $2`,
      [organizationId, campaignId],
    )
    const form = readHostedForm(row!['form'])
    const services = form.fields.includes('service_interest')
      ? await rows('select name from product where organization_id = $1 and active order by name limit 200', [
          organizationId,
        ])
      : []
    return {
      slug: campaign.slug,
      campaignName: campaign.name,
      organizationName: row!['name'] as string,
      form,
      services: services.map(({ name }) => name as string),
      token: campaign.requireToken ? campaign.token : null,
      requireConsent: campaign.requireConsent,
      origins: [...campaign.origins],
      closedBecause: isOpen(campaign, tx.now, row!['time_zone'] as string)?.message ?? null,
    }
  })
}
