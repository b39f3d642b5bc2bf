export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

/** What the capture API calls a field, and what pages call it: letters and digits of the name, without `your`. */
const NAMES: readonly (readonly [path: string, names: RegExp])[] = [
  ['contact.email', /^(?:(?:work|business)?e?mail(?:address)?)$/],
  ['contact.firstName', /^(?:f(?:irst)?name|first|given(?:name)?|forename)$/],
  ['contact.lastName', /^(?:l(?:ast)?name|last|surname|family(?:name)?)$/],
  ['name', /^(?:full|contact)?name$/],
  ['contact.phone', /^(?:phone|tel|telephone|mobile|cell(?:phone)?)(?:number|no)?$/],
  ['contact.company', /^(?:company|organi[sz]ation|business)(?:name)?$/],
  ['lead_details.service_interest', /^(?:services?|serviceinterest|interest|product|subject)$/],
  ['lead_details.urgency', /^(?:urgency|priority)$/],
  ['lead_details.message', /^(?:message|comments?|notes?|details|description|enquiry|inquiry|question)$/],
  ['lead_details.budget_range', /^budget(?:range)?$/],
  ['lead_details.timeline', /^(?:timeline|timeframe|when)$/],
  ['form_metadata.consent_given', /^(?:consent(?:given)?|privacy|gdpr)$/],
]

const AUTOCOMPLETE: Readonly<Record<string, string>> = {
  'given-name': 'contact.firstName',
  'family-name': 'contact.lastName',
  name: 'name',
  email: 'contact.email',
  tel: 'contact.phone',
  organization: 'contact.company',
}

const keyOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/\[\]$/, '')
    .replace(/^.*[[.]/, '')
    .replace(/[^a-z0-9]/g, '')
    .replace(/^your(?=.)/, '')

/** Where a control's value belongs, `undefined` when nowhere: what is not known stays on the page. */
export const pathOf = (control: Control): string | undefined => {
  const said = control.dataset['tributaryField']
  if (said)
    return said.includes('.') ? said : (NAMES.find(([, names]) => names.test(keyOf(said)))?.[0] ?? said)
  const key = keyOf(control.name || control.id)
  const named = key && NAMES.find(([, names]) => names.test(key))?.[0]
  return (
    named ||
    AUTOCOMPLETE[control.autocomplete.split(' ').pop() ?? ''] ||
    AUTOCOMPLETE[control.type === 'email' || control.type === 'tel' ? control.type : '']
  )
}

const SILENT = /^(?:hidden|submit|button|reset|image|password|file)$/

/** Controls that somebody fills in. */
export const controlsOf = (form: HTMLFormElement, trap?: Element | null): Control[] =>
  (Array.from(form.elements) as Control[]).filter(
    (control) =>
      /^(?:INPUT|SELECT|TEXTAREA)$/.test(control.tagName) && !SILENT.test(control.type) && control !== trap,
  )

const isChoice = (control: Control): control is HTMLInputElement =>
  control.type === 'radio' || control.type === 'checkbox'

const valueOf = (control: Control): string => {
  if (isChoice(control)) return control.checked ? control.value : ''
  if (control.tagName !== 'SELECT') return control.value.trim()
  return Array.from((control as HTMLSelectElement).selectedOptions, (option) => option.value.trim())
    .filter(Boolean)
    .join(', ')
}

export type Filled = {
  /** By path of the capture API. */
  readonly values: Readonly<Record<string, string>>
  /** Whether a box that asks for consent is ticked; `undefined` when there is none. */
  readonly consent?: boolean
}

/** The only word of a name is no first and last name: it stands as the first, and the last stays open. */
export const splitName = (name: string): [first: string, last: string] => {
  const words = name.trim().split(/\s+/)
  const last = words.length > 1 ? words.pop()! : ''
  return [words.join(' '), last]
}

export const readFields = (controls: readonly Control[]): Filled => {
  const values: Record<string, string> = {}
  let consent: boolean | undefined
  for (const control of controls) {
    const path = pathOf(control)
    const value = valueOf(control)
    if (path === 'form_metadata.consent_given')
      consent = isChoice(control) ? control.checked || consent === true : /^(?:yes|true|1|on)$/i.test(value)
    else if (path && value) values[path] = values[path] ? `${values[path]}, ${value}` : value
  }
  if (values['name']) {
    const [first, last] = splitName(values['name'])
    values['contact.firstName'] ||= first
    values['contact.lastName'] ||= last
    delete values['name']
  }
  return { values, consent }
}

/** A choice of several is one field; a single box is a yes or a no, which is always answered. */
export const groupKeys = (controls: readonly Control[]): Map<Control, string> => {
  const keys = new Map<Control, string>()
  controls.forEach((control, i) => {
    const twins = controls.filter((other) => other.name === control.name && other.type === control.type)
    if (control.type === 'checkbox' && twins.length < 2) return
    if (pathOf(control) === 'form_metadata.consent_given') return
    keys.set(control, isChoice(control) && control.name ? `${control.type}:${control.name}` : `#${i}`)
  })
  return keys
}

const isShown = (control: Control): boolean => !control.disabled && control.getClientRects().length > 0

/** How many fields a form showed at any time, and how many of them are filled in. */
export const countFields = (controls: readonly Control[], seen: WeakSet<Control>) => {
  const total = new Set<string>()
  const completed = new Set<string>()
  for (const [control, key] of groupKeys(controls)) {
    if (!seen.has(control) && !isShown(control)) continue
    total.add(key)
    if (valueOf(control)) completed.add(key)
  }
  return { fields_total: total.size, fields_completed: completed.size }
}

/** Steps of a form come and go: what was shown once counts. */
export const noteShown = (controls: readonly Control[], seen: WeakSet<Control>): void => {
  for (const control of controls) if (isShown(control)) seen.add(control)
}
