import type { CaptureBody, Touch } from '@tributary/contracts'
import { type Channel, clickIdsIn, deriveChannel, hostOf } from '@tributary/leads'

const MEDIUM = {
  paid_search: 'paid',
  paid_social: 'paid',
  display: 'paid',
  organic_search: 'organic',
  email: 'email',
  social: 'social',
} as const satisfies Partial<Record<Channel, string>>

/** A text of the tracking block as it is kept; white space around it says nothing. */
export const kept = (text: string | null | undefined): string | undefined => text?.trim() || undefined

/** A path without its query: queries carry names, addresses and secrets. */
export const pathOf = (address: string | undefined): string | undefined => {
  const url = address === undefined ? null : URL.parse(address)
  return url === null ? undefined : url.pathname.slice(0, 255)
}

export type Tracking = NonNullable<CaptureBody['tracking']>

/** How somebody came, from what their browser remembers; a page of one's own is no origin. */
export const readTouch = (tracking: Tracking, ownHosts: readonly string[]) => {
  const landing = kept(tracking.landing_page_url)
  const derived = deriveChannel({
    utmSource: tracking.utm_source,
    utmMedium: tracking.utm_medium,
    referrer: tracking.referrer_url,
    clickIds: landing === undefined ? [] : clickIdsIn(landing),
    ownHosts: landing === undefined ? ownHosts : [...ownHosts, hostOf(landing)],
  })
  const medium = (MEDIUM as Partial<Record<Channel, string>>)[derived.channel]
  const utm = {
    source: kept(tracking.utm_source),
    medium: kept(tracking.utm_medium),
    campaign: kept(tracking.utm_campaign),
    term: kept(tracking.utm_term),
    content: kept(tracking.utm_content),
  }
  const touch: Touch = {
    channel: derived.channel,
    source: derived.source,
    medium,
    utm: Object.values(utm).some(Boolean) ? utm : undefined,
    referrerHost: hostOf(tracking.referrer_url ?? '') || undefined,
    path: pathOf(landing),
    sessionId: kept(tracking.session_id),
  }
  return { touch, medium: medium ?? null }
}
