import {
  CLICK_FACTS,
  type ClickFact,
  MEDIUM_BY_BEGINNING,
  MEDIUM_BY_WORD,
  type Medium,
  PLACE_BY_COUNTRY_NAME,
  PLACE_BY_DOMAIN,
  PLACE_BY_HOST,
  PLACE_BY_UTM_SOURCE,
  type Place,
} from './channel-tables.ts'
import type { Channel, ChannelSource, ClickId } from './lists.ts'
import { hostOf } from './web-address.ts'

export type VisitTraces = {
  readonly utmSource?: string | null
  readonly utmMedium?: string | null
  /** The address of the page the visitor came from. */
  readonly referrer?: string | null
  /** Click ids of the landing page, see `clickIdsIn`. */
  readonly clickIds?: readonly ClickId[]
  /** The organization's own hosts; a referrer there, or below, is no channel. */
  readonly ownHosts?: readonly string[]
}

export type DerivedChannel = {
  readonly channel: Channel
  /** The slot of the channel charts. */
  readonly source: ChannelSource
  /** What it was read from. */
  readonly by: 'utm' | 'click_id' | 'referrer' | 'nothing'
}

const keyOf = (text: string | null | undefined): string =>
  text
    ? text
        .slice(0, 255)
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '')
    : ''

const mediumOf = (text: string | null | undefined): Medium | undefined => {
  const key = keyOf(text)
  if (key === '') return undefined
  return MEDIUM_BY_WORD.get(key) ?? MEDIUM_BY_BEGINNING.find(([beginning]) => key.startsWith(beginning))?.[1]
}

/** `google.co.in` and `google.de` are Google, `google.example` is not: the rest has to be a country or `.com`. */
const countryEnding = /^(?:com|[a-z]{2}|(?:co|com)\.[a-z]{2})$/

const placeOfHost = (host: string): Place | undefined => {
  const exact = PLACE_BY_HOST.get(host)
  if (exact) return exact
  for (let rest = host; rest.includes('.'); rest = rest.slice(rest.indexOf('.') + 1)) {
    const place = PLACE_BY_DOMAIN.get(rest)
    if (place) return place
  }
  const dot = host.indexOf('.')
  const place = PLACE_BY_COUNTRY_NAME.get(host.slice(0, Math.max(dot, 0)))
  return place && countryEnding.test(host.slice(dot + 1)) ? place : undefined
}

const placeOfUtmSource = (text: string | null | undefined): Place | undefined =>
  text ? (PLACE_BY_UTM_SOURCE.get(keyOf(text)) ?? placeOfHost(hostOf(text.trim().slice(0, 255)))) : undefined

const isOwn = (host: string, ownHosts: readonly string[]): boolean =>
  ownHosts.some((own) => {
    const name = own.startsWith('www.') ? own.slice(4).toLowerCase() : own.toLowerCase()
    return name !== '' && (host === name || host.endsWith(`.${name}`))
  })

const paidChannel = {
  search: 'paid_search',
  social: 'paid_social',
  messenger: 'paid_social',
  display: 'display',
  email: 'email',
  direct: 'unknown',
} as const satisfies Record<Place['kind'], Channel>

const freeChannel = {
  search: 'organic_search',
  social: 'social',
  messenger: 'messenger',
  display: 'display',
  email: 'email',
  direct: 'direct',
} as const satisfies Record<Place['kind'], Channel>

const strongest = (clickIds: readonly ClickId[]): ClickFact | undefined => {
  const facts = clickIds.map((id): ClickFact => CLICK_FACTS[id]).filter(Boolean)
  return facts.find((fact) => fact.paid) ?? facts[0]
}

/** A chart's slot: the channel where it has one of its own, else where the visit came from. */
const slotOf = (channel: Channel, source: ChannelSource): ChannelSource => {
  if (channel === 'organic_search') return 'organic'
  if (channel === 'referral' || channel === 'messenger') return channel
  if (channel === 'direct' || channel === 'email' || channel === 'unknown') return 'other'
  return source === 'messenger' ? 'other' : source
}

const derived = (channel: Channel, source: ChannelSource, by: DerivedChannel['by']): DerivedChannel => ({
  channel,
  source: slotOf(channel, source),
  by,
})

/** Paid, but for what? The named source knows, else the click id, else the page before. */
const paidFor = (
  named: Place | undefined,
  click: ClickFact | undefined,
  before: Place | undefined,
): Channel => {
  if (named && named.kind !== 'direct') return paidChannel[named.kind]
  if (click?.paid) return click.channel
  if (click) return click.channel === 'social' ? 'paid_social' : click.channel
  return before ? paidChannel[before.kind] : 'unknown'
}

const channelOfMedium = (medium: Medium, named: Place | undefined): Channel => {
  if (medium === 'organic')
    return named && named.kind !== 'direct' ? freeChannel[named.kind] : 'organic_search'
  if (medium === 'referral')
    return named?.kind === 'social' || named?.kind === 'email' ? freeChannel[named.kind] : 'referral'
  return medium === 'paid' ? 'unknown' : medium
}

const weak: ReadonlySet<Medium> = new Set(['organic', 'social', 'referral', 'direct'])

/**
 * Which channel a visit came through, from its campaign tags, click ids and the page before.
 *
 * A medium that says what was bought or sent (`cpc`, `paid_social`, `email`, `display` …) comes first; "paid" alone is
 * not search, the source decides. Then click ids that prove a paid click (`gclid`, `msclkid` …), other media, a known
 * source without a medium (nothing is taken for paid without proof), other click ids (`fbclid` is on every link of
 * Facebook), and the page before: search engines, social networks, mail and messengers, else a referral. A page of
 * one's own is no channel. Tags that mean nothing and no page before are `unknown`, nothing at all is `direct`.
 *
 * `deriveChannel({ utmSource: 'google', utmMedium: 'cpc' })` is `paid_search` by `google`;
 * `deriveChannel({ referrer: 'https://www.google.co.in/' })` is `organic_search` in the slot `organic`.
 */
export const deriveChannel = ({
  utmSource,
  utmMedium,
  referrer,
  clickIds = [],
  ownHosts = [],
}: VisitTraces): DerivedChannel => {
  const medium = mediumOf(utmMedium)
  const named = placeOfUtmSource(utmSource)
  const click = clickIds.length > 0 ? strongest(clickIds) : undefined
  const host = referrer ? hostOf(referrer) : ''
  const cameFrom = host === '' || isOwn(host, ownHosts) ? '' : host
  const before = cameFrom === '' ? undefined : placeOfHost(cameFrom)
  const source = named?.source ?? click?.source ?? before?.source ?? 'other'

  if (medium === 'paid') return derived(paidFor(named, click, before), source, 'utm')
  if (medium && !weak.has(medium)) return derived(channelOfMedium(medium, named), source, 'utm')
  if (click?.paid) return derived(click.channel, click.source, 'click_id')
  if (medium) return derived(channelOfMedium(medium, named), source, 'utm')
  if (named) return derived(freeChannel[named.kind], named.source, 'utm')
  if (click) return derived(click.channel, click.source, 'click_id')
  if (before) return derived(freeChannel[before.kind], before.source, 'referrer')
  if (cameFrom !== '') return derived('referral', 'referral', 'referrer')
  return utmSource?.trim() || utmMedium?.trim()
    ? derived('unknown', 'other', 'utm')
    : derived('direct', 'other', 'nothing')
}
