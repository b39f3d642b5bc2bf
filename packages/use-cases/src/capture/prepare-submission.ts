import { domainToASCII } from 'node:url'
import {
  type ClassifyEmailDomain,
  type CountryOfIp,
  type ParsePhone,
  readInternationalPhone,
} from '@tributary/connectors'
import { AppError, type CaptureWay, type EmailKind, type Touch, type Urgency } from '@tributary/contracts'
import { blindIndex, type OrganizationKeys } from '@tributary/db'
import {
  type Channel,
  type CleanSubmission,
  cleanSubmission,
  cleanText,
  countLinks,
  formCompletion,
  isBlank,
  isBudgetGiven,
  judgeSubmission,
  parseUrgency,
  type RefusedField,
} from '@tributary/leads'
import type { ScoringFacts } from '@tributary/scoring'
import { admit, isOpen, isTrusted } from './admit.ts'
import type { DoorRequest } from './door-request.ts'
import type { CaptureCampaign, OrganizationSnapshot } from './organization-snapshot.ts'
import { kept, readTouch } from './read-touch.ts'

/** What a submission is read with. */
export type ReadingTools = {
  readonly classify: ClassifyEmailDomain
  readonly parsePhone: ParsePhone
  readonly countryOfIp: CountryOfIp
  readonly ownOrigins: ReadonlySet<string>
}

/** A submission that may come in: everything that is known about it before the database is asked. */
export type Submission = {
  readonly request: DoorRequest
  readonly now: number
  readonly campaign: CaptureCampaign
  readonly clean: CleanSubmission
  readonly phone: ReadPhone | null
  readonly emailIndex: Buffer
  /** The blind index as a key of maps. */
  readonly emailKey: string
  readonly phoneIndex: Buffer | null
  readonly way: CaptureWay
  readonly capturePoint: string
  readonly trusted: boolean
  readonly spam: string | null
  readonly touch: Touch
  readonly channel: Channel
  readonly medium: string | null
  readonly country: string | null
  readonly productId: string | null
  readonly urgency: Urgency | null
  readonly emailKind: EmailKind
  /** Without knowing yet whether the visitor came back. */
  readonly facts: ScoringFacts
  readonly visitorId: string | null
  readonly sessionId: string | null
  readonly consent: boolean | null
}

const PLAIN_DOMAIN = /^[a-z0-9.-]+$/

/** Most domains are plain already; asking costs more than looking. */
const asciiDomain = (domain: string): string =>
  PLAIN_DOMAIN.test(domain) && !domain.includes('xn--') ? domain : domainToASCII(domain)

const MESSAGES = {
  required: 'Please fill in this field.',
  too_long: 'This is too long.',
  unreadable: 'This contains characters that cannot be read.',
  invalid_email: 'Please give an e-mail address such as name@example.com.',
} as const satisfies Record<RefusedField['reason'], string>

const invalid = (field: string, message: string): AppError =>
  new AppError('VALIDATION_ERROR', message, { field })

export type ReadPhone = { readonly e164: string | null; readonly country: string | null }

/** A plain international number is read at a glance; only others are looked up in the numbering plans. */
const readPhone = (raw: string | null, country: string | null, parse: ParsePhone): ReadPhone | null => {
  if (raw === null) return null
  const quick = readInternationalPhone(raw)
  if (quick !== null) return quick
  const phone = parse(raw, country)
  if (phone.problem === 'impossible' || phone.problem === 'not_a_number' || phone.problem === 'too_long')
    throw invalid('contact.phone', 'Please give a phone number with its country, such as +1 555 123 4567.')
  return phone
}

const wayOf = ({ caller, way }: DoorRequest, ownOrigins: ReadonlySet<string>): CaptureWay => {
  if (way !== undefined) return way
  if (caller.kind === 'member') return 'manual'
  if (caller.kind === 'system') return 'form'
  if (caller.origin === null) return 'api'
  return ownOrigins.has(caller.origin) ? 'hosted_form' : 'form'
}

const spamOf = (request: DoorRequest, clean: CleanSubmission): string | null => {
  const { website_url: trap, seconds_since_render: age } = request.body.form_metadata ?? {}
  const typed = `${clean.firstName} ${clean.lastName} ${clean.company ?? ''} ${clean.message ?? ''}`
  const judgement = judgeSubmission({
    honeypotFilled: (trap ?? '').trim() !== '',
    secondsSinceRender: age ?? null,
    linkCount: countLinks(typed),
  })
  return judgement.kind === 'spam' ? judgement.reason : null
}

const completionOf = ({ body }: DoorRequest, clean: CleanSubmission, way: CaptureWay) =>
  way === 'manual'
    ? ('unknown' as const)
    : formCompletion({
        fieldsTotal: body.behavior?.fields_total,
        fieldsCompleted: body.behavior?.fields_completed,
        optionalPresent: [
          clean.phone !== null,
          clean.company !== null,
          clean.serviceInterest !== null,
          clean.urgency !== null,
          clean.message !== null,
          clean.budgetRange !== null,
          clean.timeline !== null,
        ],
      })

/**
 * Reads a submission under an organization's configuration, without asking the database.
 * @throws AppError for everything the sender can act on.
 */
export const prepareSubmission = (
  request: DoorRequest,
  now: number,
  campaignId: string,
  organization: OrganizationSnapshot,
  keys: OrganizationKeys,
  tools: ReadingTools,
): Submission => {
  const { body, caller } = request
  const campaign = organization.campaigns.get(campaignId)
  if (campaign === undefined || campaign.slug !== body.campaign_id)
    throw new AppError('UNKNOWN_CAMPAIGN', 'There is no campaign with this id.', { field: 'campaign_id' })
  const free = caller.kind === 'member' || caller.kind === 'system'
  const refused = free
    ? null
    : (admit(caller, campaign, tools.ownOrigins) ?? isOpen(campaign, now, organization.timeZone))
  if (refused) throw refused
  const consent = body.form_metadata?.consent_given ?? null
  if (campaign.requireConsent && consent !== true && !free)
    throw new AppError('CONSENT_REQUIRED', 'Please agree that we may keep what you send.', {
      field: 'form_metadata.consent_given',
    })
  const details = body.lead_details ?? {}
  const cleaned = cleanSubmission(
    {
      ...body.contact,
      serviceInterest: details.service_interest,
      urgency: details.urgency,
      budgetRange: details.budget_range,
      timeline: details.timeline,
      message: details.message,
    },
    asciiDomain,
  )
  if (cleaned.kind === 'refused') throw invalid(cleaned.field, MESSAGES[cleaned.reason])
  const clean = cleaned.submission
  const capturePoint = cleanText(body.source)
  if (isBlank(capturePoint)) throw invalid('source', MESSAGES.required)
  const phone = readPhone(clean.phone, campaign.defaultCountry, tools.parsePhone)
  const way = wayOf(request, tools.ownOrigins)
  const { touch, medium } = readTouch(body.tracking ?? {}, campaign.hosts)
  const service = organization.matchService(clean.serviceInterest)
  const urgency = parseUrgency(clean.urgency) ?? null
  const emailKind = tools.classify(clean.email.domain)
  const emailIndex = blindIndex(keys.emailIndex, clean.email.lookup)
  return {
    request,
    now,
    campaign,
    clean,
    phone,
    emailIndex,
    emailKey: emailIndex.toString('latin1'),
    phoneIndex: phone?.e164 ? blindIndex(keys.phoneIndex, phone.e164) : null,
    way,
    capturePoint,
    trusted: isTrusted(caller, campaign),
    spam: free ? null : spamOf(request, clean),
    touch,
    channel: touch.channel,
    medium,
    country: (request.ip === null ? null : tools.countryOfIp(request.ip)) ?? phone?.country ?? null,
    productId: service.kind === 'specific' ? service.productId : null,
    urgency,
    emailKind,
    facts: {
      emailKind,
      phoneGiven: phone !== null,
      companyGiven: clean.company !== null,
      serviceInterest: service.kind,
      urgency,
      budgetGiven: isBudgetGiven(clean.budgetRange),
      secondsOnPage: body.behavior?.time_on_page_seconds ?? null,
      formCompletion: completionOf(request, clean, way),
      returnVisitor: false,
      channel: touch.channel,
    },
    visitorId: kept(body.tracking?.visitor_id) ?? null,
    sessionId: touch.sessionId ?? null,
    consent,
  }
}
