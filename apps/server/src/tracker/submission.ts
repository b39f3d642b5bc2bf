import type { Consent } from './consent.ts'
import { type Control, controlsOf, countFields, readFields } from './fields.ts'
import type { VisibleTime } from './visible-time.ts'
import type { Visit } from './visit.ts'

export type BoundForm = {
  readonly form: HTMLFormElement
  readonly trap: HTMLInputElement
  /** When the form came into view of the script, on the clock of the page; 0 when it came with the page. */
  readonly since: number
  readonly seen: WeakSet<Control>
}

const capturePoint = (form: HTMLFormElement): string =>
  form.dataset['tributarySource'] ||
  (form.closest('dialog,[role=dialog],[aria-modal=true]') ? 'modal' : 'contact-form')

/** The body of `POST /v1/api/leads`, from the fields that are known; what is not known stays on the page. */
export const writeSubmission = (
  { form, trap, since, seen }: BoundForm,
  visit: Visit,
  consent: Consent,
  time: VisibleTime,
) => {
  const controls = controlsOf(form, trap)
  const filled = readFields(controls)
  const parts: Record<string, Record<string, string>> = { contact: {}, lead_details: {} }
  for (const [path, value] of Object.entries(filled.values)) {
    const [part, name] = path.split('.') as [string, string?]
    const target = parts[part]
    if (target && name) target[name] = value
  }
  return {
    campaign_id: form.dataset['tributaryCampaign'] ?? '',
    source: capturePoint(form),
    ...parts,
    tracking: visit.tracking(),
    form_metadata: {
      form_type:
        form.dataset['tributaryFormType'] ||
        form.getAttribute('name') ||
        form.getAttribute('id') ||
        undefined,
      form_version: form.dataset['tributaryFormVersion'],
      consent_given: filled.consent ?? consent.given(),
      timestamp: new Date().toISOString(),
      website_url: trap.value,
      seconds_since_render: Math.round(performance.now() - since) / 1000,
    },
    behavior: { time_on_page_seconds: time.seconds(), ...countFields(controls, seen) },
  }
}

/** What was typed, without when and how: two submissions with the same words are one. */
export const wordsOf = (body: string): string => {
  const { campaign_id, contact, lead_details } = JSON.parse(body) as Record<string, unknown>
  return JSON.stringify([campaign_id, contact, lead_details])
}
