import type { Channel, ChannelSource, ClickId } from './lists.ts'

/** What a place on the internet is, as far as a channel is concerned. */
export type Place = {
  readonly kind: 'search' | 'social' | 'messenger' | 'email' | 'display' | 'direct'
  readonly source: ChannelSource
}

const search: Place = { kind: 'search', source: 'other' }
const google: Place = { kind: 'search', source: 'google' }
const meta: Place = { kind: 'social', source: 'meta' }
const linkedin: Place = { kind: 'social', source: 'linkedin' }
const social: Place = { kind: 'social', source: 'other' }
const youtube: Place = { kind: 'social', source: 'google' }
const messenger: Place = { kind: 'messenger', source: 'messenger' }
const metaMessenger: Place = { kind: 'messenger', source: 'meta' }
const email: Place = { kind: 'email', source: 'other' }
const googleDisplay: Place = { kind: 'display', source: 'google' }
const display: Place = { kind: 'display', source: 'other' }
const direct: Place = { kind: 'direct', source: 'other' }

const named = (place: Place, names: string): [string, Place][] =>
  names
    .trim()
    .split(/\s+/)
    .map((name) => [name, place])

/** What `utm_source` says, in lower case, letters and digits only. */
export const PLACE_BY_UTM_SOURCE: ReadonlyMap<string, Place> = new Map([
  ...named(google, 'google googleads googleadwords adwords googlesearch'),
  ...named(
    search,
    'bing bingads microsoft microsoftads msads yahoo duckduckgo ddg baidu yandex ecosia qwant naver seznam sogou brave startpage kagi',
  ),
  ...named(
    meta,
    'facebook fb facebookads fbads instagram ig insta instagramads meta metaads threads an audiencenetwork',
  ),
  ...named(linkedin, 'linkedin li linkedinads lnkd'),
  ...named(
    social,
    'twitter x twitterads tiktok tiktokads pinterest pinterestads reddit redditads snapchat vk quora xing bluesky mastodon weibo',
  ),
  ...named(youtube, 'youtube yt youtubeads'),
  ...named(metaMessenger, 'messenger facebookmessenger fbmessenger msg'),
  ...named(messenger, 'whatsapp telegram viber signal wechat line'),
  ...named(
    email,
    'email newsletter mail mailing mailchimp sendgrid hubspotemail hsemail klaviyo brevo sendinblue mailerlite campaignmonitor activecampaign constantcontact customerio gmail outlook',
  ),
  ...named(googleDisplay, 'gdn dv360 doubleclick googledisplay'),
  ...named(display, 'taboola outbrain criteo adroll'),
  ...named(direct, 'direct none'),
])

/** What `utm_medium` says. `paid` says that it was paid, not for what: the source decides. */
export type Medium =
  | 'paid'
  | 'paid_search'
  | 'paid_social'
  | 'display'
  | 'social'
  | 'email'
  | 'organic'
  | 'referral'
  | 'messenger'
  | 'direct'

const meaning = (medium: Medium, names: string): [string, Medium][] =>
  names
    .trim()
    .split(/\s+/)
    .map((name) => [name, medium])

/** `utm_medium` in lower case, letters and digits only. */
export const MEDIUM_BY_WORD: ReadonlyMap<string, Medium> = new Map([
  ...meaning(
    'paid',
    'paid cpc ppc cpa cpl cpv ppv ads ad advertising paidad paidads retargeting remarketing',
  ),
  ...meaning('paid_search', 'paidsearch searchpaid sem searchads paidshopping searchad searchcpc'),
  ...meaning('paid_social', 'paidsocial socialpaid socialads paidsocialmedia socialad cpcsocial socialcpc'),
  ...meaning('display', 'display banner cpm interstitial expandable programmatic gdn native video paidvideo'),
  ...meaning('social', 'social socialmedia socialnetwork organicsocial socialorganic sm post story bio'),
  ...meaning('email', 'email mail newsletter edm emailmarketing drip'),
  ...meaning('organic', 'organic seo organicsearch searchorganic'),
  ...meaning('referral', 'referral affiliate affiliates partner partners link'),
  ...meaning('messenger', 'messenger chat whatsapp dm'),
  ...meaning('direct', 'direct none'),
])

/** What a compound medium begins with, for words no table can hold (`cpc-brand-de`): the first that fits. */
export const MEDIUM_BY_BEGINNING: readonly (readonly [string, Medium])[] = [
  ['paidsocial', 'paid_social'],
  ['paidsearch', 'paid_search'],
  ['paid', 'paid'],
  ['cpc', 'paid'],
  ['ppc', 'paid'],
  ['retarget', 'paid'],
  ['display', 'display'],
  ['email', 'email'],
  ['social', 'social'],
  ['organic', 'organic'],
]

/** Hosts that mean this only as they stand, without `www.`: other hosts below them are other things. */
export const PLACE_BY_HOST: ReadonlyMap<string, Place> = new Map([
  ...named(search, 'yahoo.com ya.ru aol.com naver.com m.naver.com'),
  ...named(google, 'images.google.com com.google.android.googlequicksearchbox'),
  ...named(linkedin, 'com.linkedin.android'),
  ...named(meta, 'com.facebook.katana com.instagram.android'),
  ...named(metaMessenger, 'com.facebook.orca'),
  ...named(social, 'com.twitter.android com.reddit.frontpage'),
  ...named(email, 'com.google.android.gm'),
])

/** Domains that mean this with every host below them. The more specific one wins. */
export const PLACE_BY_DOMAIN: ReadonlyMap<string, Place> = new Map([
  ...named(
    search,
    `bing.com duckduckgo.com search.yahoo.com search.yahoo.co.jp baidu.com ecosia.org qwant.com search.brave.com
     startpage.com search.naver.com sogou.com so.com seznam.cz kagi.com swisscows.com ask.com search.aol.com
     metager.org mojeek.com presearch.com coccoc.com`,
  ),
  ...named(meta, 'facebook.com fb.com fb.me instagram.com threads.net threads.com'),
  ...named(metaMessenger, 'messenger.com m.me'),
  ...named(linkedin, 'linkedin.com lnkd.in'),
  ...named(
    social,
    `twitter.com x.com t.co tiktok.com reddit.com redd.it pinterest.com pin.it snapchat.com vk.com quora.com xing.com
     bsky.app mastodon.social weibo.com tumblr.com`,
  ),
  ...named(youtube, 'youtube.com youtu.be'),
  ...named(messenger, 'whatsapp.com wa.me t.me telegram.org web.telegram.org'),
  ...named(
    email,
    `mail.google.com mail.yahoo.com outlook.live.com outlook.office.com outlook.office365.com outlook.com
     mail.aol.com mail.proton.me mail.zoho.com mail.zoho.in e.mail.ru mail.yandex.ru mail.yandex.com`,
  ),
  ...named(googleDisplay, 'doubleclick.net googlesyndication.com googleadservices.com'),
])

/** Names that mean this under every country's domain, as they stand: `google.co.in`, `yandex.kz`. */
export const PLACE_BY_COUNTRY_NAME: ReadonlyMap<string, Place> = new Map([
  ['google', google],
  ['yandex', search],
  ['yahoo', search],
  ['pinterest', social],
])

export type ClickFact = {
  readonly channel: Channel
  readonly source: ChannelSource
  /** Whether the id is proof of a paid click. Some systems append theirs to every link. */
  readonly paid: boolean
}

export const CLICK_FACTS = {
  gclid: { channel: 'paid_search', source: 'google', paid: true },
  gbraid: { channel: 'paid_search', source: 'google', paid: true },
  wbraid: { channel: 'paid_search', source: 'google', paid: true },
  dclid: { channel: 'display', source: 'google', paid: true },
  msclkid: { channel: 'paid_search', source: 'other', paid: true },
  yclid: { channel: 'paid_search', source: 'other', paid: true },
  fbclid: { channel: 'social', source: 'meta', paid: false },
  igshid: { channel: 'social', source: 'meta', paid: false },
  ttclid: { channel: 'paid_social', source: 'other', paid: true },
  twclid: { channel: 'social', source: 'other', paid: false },
  li_fat_id: { channel: 'paid_social', source: 'linkedin', paid: true },
  rdt_cid: { channel: 'paid_social', source: 'other', paid: true },
  sccid: { channel: 'paid_social', source: 'other', paid: true },
  epik: { channel: 'social', source: 'other', paid: false },
  mc_eid: { channel: 'email', source: 'other', paid: false },
} as const satisfies Record<ClickId, ClickFact>
