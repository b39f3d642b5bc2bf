import type { CalendarDate, Money } from '@tributary/kernel'

/** What to simulate. The same options give the same bytes on every machine. */
export type MarketOptions = {
  /** A safe integer. */
  readonly seed: number
  /** About how many leads the whole period brings: repeats within a day and bots come on top. */
  readonly leads: number
  readonly start: CalendarDate
  readonly days: number
  /** IANA zone of the business: its hours, weekdays and dates. */
  readonly timeZone: string
  /** ISO 4217. Prices are set in INR; in another currency one major unit stands for 80 rupees. */
  readonly currency: string
  /** The present (milliseconds): nothing later is shown. Default: the end of the period. */
  readonly now?: number
}

/** How a visit came about, in the words of the trade. */
export const SIMULATED_CHANNELS = [
  'paid_search',
  'organic_search',
  'direct',
  'social',
  'paid_social',
  'email',
  'referral',
  'display',
] as const
export type SimulatedChannel = (typeof SIMULATED_CHANNELS)[number]

export type Place = {
  readonly city: string
  /** ISO 3166-2, such as `IN-MH`. */
  readonly region: string
  readonly regionName: string
  /** ISO 3166-1 alpha-2. */
  readonly country: string
  readonly latitude: number
  readonly longitude: number
}

export type Office = Place & {
  readonly key: string
  readonly name: string
  readonly address: string
  readonly contactPerson: string
  readonly contactEmail: string
  readonly contactPhone: string
}

export type CatalogueItem = {
  readonly code: string
  readonly kind: 'product' | 'service'
  readonly name: string
  readonly category: string
  readonly description: string
  readonly price: Money
  /** Why it is recommended, and to whom. */
  readonly recommendation: string
}

/** Where data comes from. `trust` is 0–100. */
export type DataSource = {
  readonly key: string
  readonly name: string
  readonly type: 'website' | 'partner' | 'directory' | 'social' | 'event'
  readonly url: string
  readonly trust: number
  readonly description: string
  readonly active: boolean
}

export type SimulatedMember = {
  readonly key: string
  readonly firstName: string
  readonly lastName: string
  readonly email: string
  readonly title: string
  readonly role: 'owner' | 'admin' | 'manager' | 'rep' | 'analyst' | 'viewer'
  readonly office: string
  /** Share of work against the others; 0 takes no leads. */
  readonly weight: number
  /** Open leads at most. */
  readonly capacity: number
  /** Local hours `HH:MM` in the market's zone, and ISO weekdays (1 is Monday). */
  readonly working: { readonly from: string; readonly to: string; readonly weekdays: readonly number[] }
}

export type Catalog = {
  readonly business: { readonly name: string; readonly site: string }
  readonly offices: readonly Office[]
  readonly items: readonly CatalogueItem[]
  readonly sources: readonly DataSource[]
  readonly members: readonly SimulatedMember[]
}

export type CampaignStatus = 'draft' | 'active' | 'paused' | 'completed'

export type SimulatedCampaign = {
  readonly slug: string
  readonly name: string
  readonly description: string
  readonly type: 'service' | 'product' | 'consultation' | 'assessment'
  readonly platform: string
  readonly channel: SimulatedChannel | 'all'
  /** Code of the catalogue item it offers; the always-on site campaign offers all. */
  readonly item?: string
  readonly start: CalendarDate
  /** The last day on which it runs. */
  readonly end?: CalendarDate
  readonly budget?: Money
  readonly targetLeads: number
  readonly landingPage: string
  readonly allowedOrigins: readonly string[]
  readonly notificationEmails: readonly string[]
  /** The advertisement variants (`utm_content`). */
  readonly contents: readonly string[]
  /** As it stands at the end of what the market shows; on the way there see the `campaign` events. */
  readonly status: CampaignStatus
}

/** What a register of companies would say. `size` counts employees. */
export type CompanyFacts = {
  readonly name: string
  readonly domain: string
  readonly industry: string
  readonly size: number
  readonly sites: readonly Place[]
}

export type Utm = {
  readonly utm_source?: string
  readonly utm_medium?: string
  readonly utm_campaign?: string
  readonly utm_term?: string
  readonly utm_content?: string
}

/** The body of `POST /v1/api/leads`. */
export type SubmissionBody = {
  readonly campaign_id: string
  readonly source: 'landing-page' | 'modal' | 'contact-form'
  readonly contact: {
    readonly firstName: string
    readonly lastName: string
    readonly email: string
    readonly phone?: string
    readonly company?: string
  }
  readonly lead_details: {
    readonly service_interest?: string
    readonly urgency?: string
    readonly message?: string
    readonly budget_range?: string
    readonly timeline?: string
  }
  readonly tracking: Utm & {
    readonly visitor_id: string
    readonly session_id: string
    readonly referrer_url?: string
    readonly landing_page_url: string
    readonly user_agent: string
  }
  readonly form_metadata: {
    readonly form_type: string
    readonly form_version: string
    readonly consent_given: boolean
    readonly timestamp: string
  }
  readonly behavior: {
    readonly time_on_page_seconds: number
    readonly fields_total: number
    readonly fields_completed: number
  }
}

type At = {
  /** Milliseconds since 1970 UTC. */
  readonly at: number
}
type About = At & {
  /** The number of the submission it is about. */
  readonly submission: number
  /** Key of the member who acts. */
  readonly member: string
}

/** A campaign starts, pauses or ends. */
export type CampaignEvent = At & {
  readonly kind: 'campaign'
  readonly campaign: string
  readonly status: CampaignStatus
}
/** One visit of the site: `pages` are the paths seen, the landing page first; `seconds` is its whole length. */
export type VisitEvent = At & {
  readonly kind: 'visit'
  readonly visitor: string
  readonly session: string
  readonly ip: string
  readonly userAgent: string
  readonly landingPage: string
  readonly referrer?: string
  readonly utm: Utm
  readonly pages: readonly string[]
  readonly seconds: number
}
/** A form sent. Submissions are numbered 0, 1, 2 … in order of time. */
export type SubmissionEvent = At & {
  readonly kind: 'submission'
  readonly submission: number
  readonly idempotencyKey: string
  readonly origin: string
  readonly ip: string
  /** What stands in the hidden field, if anything. */
  readonly honeypot?: string
  /** Key of the data source. */
  readonly source: string
  /** What could be found out about the company, if a business stands behind the address. */
  readonly company?: CompanyFacts
  readonly body: SubmissionBody
}
/** A platform's report of one day of a campaign. */
export type SpendEvent = At & {
  readonly kind: 'spend'
  readonly campaign: string
  readonly date: CalendarDate
  readonly cost: Money
  readonly impressions: number
  readonly clicks: number
}
export type ReviewEvent = About & {
  readonly kind: 'review'
  readonly review: 'accepted' | 'rejected'
  readonly reason?: 'not_a_fit' | 'wrong_region' | 'too_small' | 'competitor' | 'bad_contact_data' | 'spam'
}
export type LostReason =
  | 'price'
  | 'competitor'
  | 'no_budget'
  | 'no_response'
  | 'bad_timing'
  | 'missing_feature'
/** A step forward, or `lost` for a lead that never had a deal. `proposal` opens the deal. */
export type StageEvent = About &
  (
    | { readonly kind: 'stage'; readonly stage: 'contacted' | 'qualified' }
    | {
        readonly kind: 'stage'
        readonly stage: 'proposal'
        readonly value: Money
        readonly expectedClose: CalendarDate
      }
    | { readonly kind: 'stage'; readonly stage: 'lost'; readonly reason: LostReason }
  )
export type NoteEvent = About & { readonly kind: 'note'; readonly text: string }
export type CallEvent = About & { readonly kind: 'call'; readonly text: string; readonly minutes: number }
export type DealWonEvent = About & { readonly kind: 'deal_won'; readonly value: Money }
export type DealLostEvent = About & {
  readonly kind: 'deal_lost'
  readonly value: Money
  readonly reason: LostReason
}

export type MarketEvent =
  | CampaignEvent
  | VisitEvent
  | SubmissionEvent
  | SpendEvent
  | ReviewEvent
  | StageEvent
  | NoteEvent
  | CallEvent
  | DealWonEvent
  | DealLostEvent

/** What stands before the first event: the business and its campaigns. */
export type MarketSetting = { readonly catalog: Catalog; readonly campaigns: readonly SimulatedCampaign[] }

/** What the world shows, and nothing else. `events` are in order of time. */
export type Market = MarketSetting & { readonly events: readonly MarketEvent[] }
