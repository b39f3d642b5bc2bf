// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { type Control, controlsOf, countFields, noteShown, pathOf, readFields, splitName } from './fields.ts'

const formOf = (markup: string): HTMLFormElement => {
  document.body.innerHTML = `<form>${markup}</form>`
  const form = document.querySelector('form')!
  // Nothing is laid out here: what is not hidden takes room.
  for (const control of form.elements)
    control.getClientRects = () => ({ length: control.closest('[hidden]') ? 0 : 1 }) as DOMRectList
  return form
}
const controls = (markup: string): Control[] => controlsOf(formOf(markup))

test.each([
  ['firstName', 'contact.firstName'],
  ['first_name', 'contact.firstName'],
  ['fname', 'contact.firstName'],
  ['contact[first-name]', 'contact.firstName'],
  ['Last Name', 'contact.lastName'],
  ['surname', 'contact.lastName'],
  ['name', 'name'],
  ['your-name', 'name'],
  ['form_fields[full_name]', 'name'],
  ['email', 'contact.email'],
  ['E-Mail', 'contact.email'],
  ['your-email', 'contact.email'],
  ['work_email', 'contact.email'],
  ['phone', 'contact.phone'],
  ['phoneNumber', 'contact.phone'],
  ['mobile', 'contact.phone'],
  ['company', 'contact.company'],
  ['organisation', 'contact.company'],
  ['service', 'lead_details.service_interest'],
  ['services[]', 'lead_details.service_interest'],
  ['lead_details.service_interest', 'lead_details.service_interest'],
  ['urgency', 'lead_details.urgency'],
  ['comments', 'lead_details.message'],
  ['your-message', 'lead_details.message'],
  ['budget', 'lead_details.budget_range'],
  ['timeline', 'lead_details.timeline'],
  ['consent', 'form_metadata.consent_given'],
  ['card_number', undefined],
  ['username', undefined],
  ['csrf_token', undefined],
])('a field called %s is %s', (name, path) => {
  const [control] = controls(`<input name="${name}">`)
  expect(pathOf(control!)).toBe(path)
})

test('a field without a telling name is known by what the browser fills in, its type, or what the page says', () => {
  const found = controls(`
    <input name="field_1" autocomplete="section-a given-name"><input name="field_2" type="email">
    <input name="field_3" type="tel"><input name="field_4" data-tributary-field="message">
    <input name="email" data-tributary-field="contact.company">`)
  expect(found.map(pathOf)).toEqual([
    'contact.firstName',
    'contact.email',
    'contact.phone',
    'lead_details.message',
    'contact.company',
  ])
})

test('a name in one field is a last name and all that stands before it', () => {
  expect(splitName('  Divya  Rao ')).toEqual(['Divya', 'Rao'])
  expect(splitName('Anna Maria de Souza')).toEqual(['Anna Maria de', 'Souza'])
  expect(splitName('Madonna')).toEqual(['Madonna', ''])
  expect(splitName('')).toEqual(['', ''])
})

test('only what is known leaves the page: no password, no hidden value, nothing without a place', () => {
  const { values, consent } = readFields(
    controls(`
      <input name="name" value="Divya Rao"><input name="email" type="email" value=" divya@acme.example ">
      <input name="password" type="password" value="secret"><input name="csrf" type="hidden" value="secret">
      <input name="iban" value="secret"><select name="budget"><option value="">?</option><option selected>$5000</option></select>
      <input type="checkbox" name="services[]" value="Drains" checked><input type="checkbox" name="services[]" value="Boilers" checked>
      <input type="checkbox" name="services[]" value="Roofs"><input type="checkbox" name="consent" checked>`),
  )
  expect(values).toEqual({
    'contact.firstName': 'Divya',
    'contact.lastName': 'Rao',
    'contact.email': 'divya@acme.example',
    'lead_details.budget_range': '$5000',
    'lead_details.service_interest': 'Drains, Boilers',
  })
  expect(consent).toBe(true)
})

test('a box that asks for consent and stays empty is a no; no box is no answer', () => {
  expect(readFields(controls('<input type="checkbox" name="consent">')).consent).toBe(false)
  expect(readFields(controls('<input name="email">')).consent).toBeUndefined()
})

test('fields are counted as the form shows them: choices once, boxes that answer by themselves never', () => {
  const found = controls(`
    <input name="email" value="a@b.example"><input name="phone"><div hidden><input name="fax" value="1"></div>
    <input type="radio" name="urgency" value="High" checked><input type="radio" name="urgency" value="Low">
    <input type="checkbox" name="services" value="a"><input type="checkbox" name="services" value="b" checked>
    <input type="checkbox" name="newsletter"><input type="checkbox" name="consent" checked>
    <input name="off" disabled><button>Send</button>`)
  expect(countFields(found, new WeakSet())).toEqual({ fields_total: 4, fields_completed: 3 })
})

test('a step of a form that was shown before counts, one that never was does not', () => {
  const form = formOf(
    '<div id="one"><input name="email" value="a@b.example"><input name="phone"></div><div id="two" hidden><input name="message"></div><div hidden><input name="budget"></div>',
  )
  const seen = new WeakSet<Control>()
  noteShown(controlsOf(form), seen)
  form.querySelector<HTMLElement>('#one')!.hidden = true
  form.querySelector<HTMLElement>('#two')!.hidden = false
  expect(countFields(controlsOf(form), seen)).toEqual({ fields_total: 3, fields_completed: 1 })
})
