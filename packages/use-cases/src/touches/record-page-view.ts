import { AppError, type PageView, type Touch } from '@tributary/contracts'
import { CompiledQuery } from 'kysely'
import { openAddressLimit } from '../capture/address-limit.ts'
import { admit, isOpen } from '../capture/admit.ts'
import { orAway } from '../capture/or-away.ts'
import { loadCampaign } from '../capture/organization-snapshot.ts'
import { ownOriginsOf } from '../capture/own-origins.ts'
import { kept, pathOf, readTouch } from '../capture/read-touch.ts'
import { findCampaign } from '../entrance/find-campaign.ts'
import { inOrganization } from '../in-organization.ts'
import type { Product } from '../product.ts'

/** A visitor looks at more pages than they send forms: so many times the limit of submissions, counted apart from it. */
const VIEWS_PER_SUBMISSION = 3

const limits = new WeakMap<Product, ReturnType<typeof openAddressLimit>>()
const limitOf = (product: Product) => {
  const { config } = product
  const limit =
    limits.get(product) ??
    openAddressLimit(config.captureLimits.perIpPerMinute * VIEWS_PER_SUBMISSION, config.encryptionKey)
  limits.set(product, limit)
  return limit
}

/** Whoever writes an address of a person into a link: it does not enter the ledger. */
const impersonal = (text: string | null | undefined): string | undefined =>
  text?.includes('@') ? undefined : kept(text)
const impersonalPath = (address: string): string | undefined =>
  pathOf(address)
    ?.split('/')
    .map((part) => (/@|%40/i.test(part) ? '-' : part))
    .join('/')

const touchOf = (view: PageView, ownHosts: readonly string[]): Touch => {
  const { touch } = readTouch(
    {
      ...view,
      landing_page_url: view.landing_page_url ?? view.page_url,
      utm_source: impersonal(view.utm_source),
      utm_medium: impersonal(view.utm_medium),
      utm_campaign: impersonal(view.utm_campaign),
      utm_term: impersonal(view.utm_term),
      utm_content: impersonal(view.utm_content),
    },
    ownHosts,
  )
  return { ...touch, path: impersonalPath(view.page_url) }
}

export type PageViewRequest = {
  readonly view: PageView
  readonly origin: string | null
  readonly token: string | null
  /** The address of the connection, which is counted and not kept. */
  readonly ip: string | null
}

/**
 * Records that a visitor saw a page of a campaign, or left it after so many seconds: by their random id, without personal data.
 * @throws AppError as the capture door does, and `CONSENT_REQUIRED` where the visitor has to agree and did not.
 */
export const recordPageView = async (product: Product, request: PageViewRequest): Promise<void> => {
  const limit = limitOf(product)
  if (limit.isOn && request.ip !== null) {
    const { refused } = limit.count(request.ip, product.clock())
    if (refused) throw refused
  }
  await orAway(() => record(product, request))
}

const record = async (product: Product, { view, origin, token }: PageViewRequest): Promise<void> => {
  const unknown = new AppError('UNKNOWN_CAMPAIGN', 'There is no campaign with this id.', {
    field: 'campaign_id',
  })
  const place = await findCampaign(product, view.campaign_id)
  if (!place) throw unknown
  const { organizationId, campaignId } = place
  await inOrganization({ product, organizationId, actor: { kind: 'public' } }, async (tx) => {
    const read = async (sql: string, values: readonly unknown[]) =>
      (await tx.db.executeQuery<Record<string, unknown>>(CompiledQuery.raw(sql, [...values]))).rows
    const campaign = await loadCampaign(read, organizationId, campaignId)
    if (!campaign) throw unknown
    const [organization] = await read('select time_zone from organization where id = $1', [organizationId])
    const refused =
      admit({ kind: 'public', origin, token }, campaign, ownOriginsOf(product.config.publicUrl)) ??
      isOpen(campaign, tx.now, organization!['time_zone'] as string)
    if (refused) throw refused
    if (view.consent_given === false || (campaign.requireConsent && view.consent_given !== true))
      throw new AppError('CONSENT_REQUIRED', 'Page views are recorded for visitors who agreed to it.', {
        field: 'consent_given',
      })
    const touch = touchOf(view, campaign.hosts)
    const about = { campaignId, visitorId: view.visitor_id }
    const secondsOnPage = view.seconds_on_page ?? null
    if (secondsOnPage === null) tx.record({ type: 'touch.viewed', ...about, payload: touch })
    else {
      const { path, sessionId } = touch
      tx.record({ type: 'touch.left', ...about, payload: { path, sessionId, secondsOnPage } })
    }
  })
}
