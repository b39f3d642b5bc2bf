import { domainToASCII } from 'node:url'
import { readCaptureBody } from '@tributary/contracts'
import {
  cleanSubmission,
  clickIdsIn,
  deriveChannel,
  emailKindOf,
  formCompletion,
  hostOf,
  isBudgetGiven,
  matchService,
  parseUrgency,
} from '@tributary/leads'
import type { ScoringFacts } from '@tributary/scoring'
import { disposableEmailBlocklist } from 'disposable-email-domains-js'
import free from 'free-email-domains'
import { InputFault } from '../input-fault.ts'

type Body = ReturnType<typeof readCaptureBody>['body']

const channelOf = (tracking: NonNullable<Body['tracking']>) => {
  const landing = tracking.landing_page_url ?? ''
  return deriveChannel({
    utmSource: tracking.utm_source,
    utmMedium: tracking.utm_medium,
    referrer: tracking.referrer_url,
    clickIds: clickIdsIn(landing),
    ownHosts: [hostOf(landing)],
  }).channel
}

const cleanOf = (file: string, { contact, lead_details: details }: Body) => {
  const cleaned = cleanSubmission(
    {
      ...contact,
      serviceInterest: details?.service_interest,
      urgency: details?.urgency,
      budgetRange: details?.budget_range,
      timeline: details?.timeline,
      message: details?.message,
    },
    domainToASCII,
  )
  if (cleaned.kind === 'refused')
    throw new InputFault(`${file}, "${cleaned.field}": ${cleaned.reason.replaceAll('_', ' ')}`)
  return cleaned.submission
}

const kindOfMailbox = () => {
  const lists = { free: new Set(free), disposable: new Set(disposableEmailBlocklist()) }
  return (domain: string) => emailKindOf(domain, lists)
}

/**
 * The facts in a body of `POST /v1/api/leads`. Services of the catalogue are given by name: any other text is a general
 * interest. Whether the visitor came back does not stand in a body.
 */
export const readSubmission = (
  file: string,
  given: unknown,
  services: readonly string[],
): { readonly facts: ScoringFacts; readonly assumed: string[] } => {
  const { body, warnings } = readCaptureBody(given)
  const clean = cleanOf(file, body)
  const catalogue = services.map((name) => ({ id: name, name }))
  const { phone, company, serviceInterest, urgency, message, budgetRange, timeline } = clean
  const optional = [phone, company, serviceInterest, urgency, message, budgetRange, timeline]
  const facts: ScoringFacts = {
    emailKind: kindOfMailbox()(clean.email.domain),
    phoneGiven: phone !== null,
    companyGiven: company !== null,
    serviceInterest: matchService(serviceInterest, catalogue).kind,
    urgency: parseUrgency(urgency) ?? null,
    budgetGiven: isBudgetGiven(budgetRange),
    secondsOnPage: body.behavior?.time_on_page_seconds ?? null,
    formCompletion: formCompletion({
      fieldsTotal: body.behavior?.fields_total,
      fieldsCompleted: body.behavior?.fields_completed,
      optionalPresent: optional.map((text) => text !== null),
    }),
    returnVisitor: false,
    channel: channelOf(body.tracking ?? {}),
  }
  const general = facts.serviceInterest === 'general' && services.length === 0
  return {
    facts,
    assumed: [
      'returnVisitor: false',
      ...(general ? ['serviceInterest: general (name your services with --services)'] : []),
      ...warnings,
    ],
  }
}
