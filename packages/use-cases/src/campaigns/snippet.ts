import { type HostedFormField, readHostedForm } from '@tributary/contracts'

const FIELDS: Readonly<Record<HostedFormField, string>> = {
  phone: '<label>Phone <input name="phone" type="tel" autocomplete="tel"></label>',
  company: '<label>Company <input name="company" autocomplete="organization"></label>',
  service_interest: '<label>What do you need? <input name="service_interest"></label>',
  urgency:
    '<label>How urgent is it? <select name="urgency"><option value="">Please choose</option><option>Emergency (now)</option><option>High (same day)</option><option>Medium (this week)</option><option>Low (no rush)</option></select></label>',
  budget_range: '<label>Budget <input name="budget_range"></label>',
  timeline: '<label>When should it happen? <input name="timeline"></label>',
  message: '<label>Message <textarea name="message"></textarea></label>',
}

const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escape = (text: string): string => text.replaceAll(/[&<>"]/g, (letter) => ESCAPED[letter]!)

export type Snippeted = {
  readonly slug: string
  readonly token: string
  readonly requireConsent: boolean
  readonly form: unknown
}

/**
 * What is pasted into a web page: the tracker, and a form with the fields and words of the campaign's own. Where consent
 * is required the tracker remembers nothing before it is given, and the form asks for it.
 */
export const snippetOf = (publicUrl: string, { slug, token, requireConsent, form }: Snippeted): string => {
  const { button, consentText, fields } = readHostedForm(form)
  const campaign = `data-campaign="${escape(slug)}" data-token="${escape(token)}"`
  const consent = consentText || 'You may keep what I send here in order to answer me.'
  const required = requireConsent ? ' required' : ''
  return [
    `<script src="${publicUrl}/t.js" ${campaign}${requireConsent ? ' data-consent="required"' : ''} defer></script>`,
    `<form data-tributary-campaign="${escape(slug)}" data-tributary-token="${escape(token)}" data-tributary-source="landing-page">`,
    '  <label>First name <input name="first_name" autocomplete="given-name" required></label>',
    '  <label>Last name <input name="last_name" autocomplete="family-name" required></label>',
    '  <label>E-mail <input name="email" type="email" autocomplete="email" required></label>',
    ...[...new Set(fields)].map((field) => `  ${FIELDS[field]}`),
    ...(requireConsent || consentText
      ? [`  <label><input name="consent" type="checkbox"${required}> ${escape(consent)}</label>`]
      : []),
    `  <button>${escape(button || 'Send')}</button>`,
    '</form>',
  ].join('\n')
}
