import { HOSTED_FORM_LIMITS, type HostedFormField } from '@tributary/contracts'
import type { HostedFormPage } from '@tributary/use-cases/hosted-form/read-hosted-form'
import type { PostedForm } from '@tributary/use-cases/hosted-form/submit-hosted-form'
import { type Html, html } from './html.ts'

export type Fault = { readonly name: string | null; readonly message: string }

type Name = keyof typeof HOSTED_FORM_LIMITS
type Look = {
  readonly label: string
  readonly required?: true
  readonly type?: 'email' | 'tel'
  readonly autocomplete?: string
  readonly choices?: readonly string[]
  readonly lines?: number
}

const LOOKS: Readonly<Record<Name, Look>> = {
  first_name: { label: 'First name', required: true, autocomplete: 'given-name' },
  last_name: { label: 'Last name', required: true, autocomplete: 'family-name' },
  email: { label: 'E-mail', required: true, type: 'email', autocomplete: 'email' },
  phone: { label: 'Phone', type: 'tel', autocomplete: 'tel' },
  company: { label: 'Company', autocomplete: 'organization' },
  service_interest: { label: 'What are you interested in?' },
  urgency: {
    label: 'How urgent is it?',
    choices: ['Emergency (now)', 'High (same day)', 'Medium (this week)', 'Low (no rush)'],
  },
  budget_range: { label: 'Budget' },
  timeline: { label: 'When should it happen?' },
  message: { label: 'Message', lines: 5 },
}

/** Which input an error of the capture door is about. */
export const inputOf = (path: string | undefined): string | null => {
  const name = path?.split('.')[1]
  if (path === 'form_metadata.consent_given') return 'consent'
  const known: Readonly<Record<string, string>> = { firstName: 'first_name', lastName: 'last_name' }
  const input = known[name ?? ''] ?? name ?? ''
  return Object.hasOwn(LOOKS, input) ? input : null
}

const options = (choices: readonly string[], value: string): Html[] => [
  html`<option value="">Please choose</option>`,
  ...choices.map((choice) => html`<option${choice === value && html` selected`}>${choice}</option>`),
]

const control = (name: Name, look: Look, value: string, fault: Fault | null): Html => {
  const shared = html`id="${name}" name="${name}"${look.required && html` required`}${
    look.autocomplete && html` autocomplete="${look.autocomplete}"`
  }${fault && html` aria-invalid="true" aria-describedby="${name}-fault" autofocus`}`
  const limit = HOSTED_FORM_LIMITS[name]
  if (look.choices) return html`<select ${shared}>${options(look.choices, value)}</select>`
  if (look.lines)
    return html`<textarea ${shared} rows="${look.lines}" maxlength="${limit}">${value}</textarea>`
  return html`<input ${shared} type="${look.type ?? 'text'}" maxlength="${limit}" value="${value}">`
}

const faultOf = (name: string, fault: Fault | null): Html | null =>
  fault && html`<p class="fault" id="${name}-fault" data-tributary-message>${fault.message}</p>`

const field = (name: Name, look: Look, posted: PostedForm, fault: Fault | null): Html => {
  const own = fault?.name === name ? fault : null
  return html`<div class="field"><label for="${name}">${look.label}${
    !look.required && html` <span class="optional">optional</span>`
  }</label>${control(name, look, posted[name] ?? '', own)}${faultOf(name, own)}</div>`
}

/** Every field of the form, filled with what was sent, the one at fault marked. */
export const fieldsOf = (page: HostedFormPage, posted: PostedForm, fault: Fault | null): Html[] => {
  const write = (name: Name) =>
    field(
      name,
      name === 'service_interest' && page.services.length > 0
        ? { ...LOOKS[name], choices: page.services }
        : LOOKS[name],
      posted,
      fault,
    )
  const shown = new Set<HostedFormField>(page.form.fields)
  return [
    html`<div class="pair">${write('first_name')}${write('last_name')}</div>`,
    write('email'),
    ...[...shown].map(write),
  ]
}

/** The box that asks for consent, where there is something to agree to. */
export const consentOf = (page: HostedFormPage, posted: PostedForm, fault: Fault | null): Html | null => {
  const { consentText } = page.form
  if (!page.requireConsent && consentText === '') return null
  const own = fault?.name === 'consent' ? fault : null
  const words =
    consentText || `I agree that ${page.organizationName} keeps what I send here in order to answer me.`
  return html`<div class="field"><label class="box" for="consent"><input id="consent" name="consent" type="checkbox" value="yes"${
    page.requireConsent && html` required`
  }${posted['consent'] !== undefined && html` checked`}${
    own && html` aria-invalid="true" aria-describedby="consent-fault" autofocus`
  }><span>${words}</span></label>${faultOf('consent', own)}</div>`
}
