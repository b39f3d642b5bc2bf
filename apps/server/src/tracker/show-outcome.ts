import { type Control, controlsOf, pathOf } from './fields.ts'
import type { Answer } from './outbox.ts'

const MARK = 'data-tributary-message'
let count = 0

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Tells the page; it may show the outcome itself by calling `preventDefault`. */
export const announce = (target: EventTarget, name: string, detail: Answer): boolean =>
  target.dispatchEvent(new CustomEvent(`tributary:${name}`, { bubbles: true, cancelable: true, detail }))

const message = (text: string, role?: string): HTMLElement => {
  const element = document.createElement('p')
  element.id = `tributary-message-${++count}`
  element.setAttribute(MARK, '')
  if (role) element.setAttribute('role', role)
  element.textContent = text
  return element
}

const describedBy = (control: Element, id: string, on: boolean): void => {
  const ids = (control.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .filter((each) => each && each !== id)
  if (on) ids.push(id)
  if (ids.length > 0) control.setAttribute('aria-describedby', ids.join(' '))
  else control.removeAttribute('aria-describedby')
}

/** Takes back what the last answer left in the form. */
export const clearMessages = (form: HTMLFormElement): void => {
  for (const element of form.querySelectorAll(`[${MARK}]`)) {
    for (const control of form.querySelectorAll(`[aria-describedby~="${element.id}"]`)) {
      describedBy(control, element.id, false)
      control.removeAttribute('aria-invalid')
    }
    element.remove()
  }
}

/** The control an error is about. A name in one field is both names. */
export const controlFor = (form: HTMLFormElement, field: string, trap?: Element): Control | undefined => {
  const controls = controlsOf(form, trap)
  return (
    controls.find((control) => pathOf(control) === field) ??
    (/^contact\.(?:first|last)Name$/.test(field)
      ? controls.find((control) => pathOf(control) === 'name')
      : undefined)
  )
}

/** Marks the field an error is about, or says it at the end of the form. */
export const showError = (form: HTMLFormElement, answer: Answer, control: Control | undefined): void => {
  clearMessages(form)
  const text = textOf(answer['message']) || 'This could not be sent.'
  if (!announce(form, 'error', { ...answer, element: control })) return
  const element = message(text, control ? undefined : 'alert')
  if (!control) {
    form.append(element)
    return
  }
  const label = control.closest('label')
  ;(label ?? control).after(element)
  control.setAttribute('aria-invalid', 'true')
  describedBy(control, element.id, true)
  control.focus()
  control.addEventListener('input', () => clearMessages(form), { once: true })
}

export const showWaiting = (form: HTMLFormElement, remembered: boolean): void => {
  clearMessages(form)
  if (!announce(form, 'waiting', { remembered })) return
  const text = remembered
    ? 'This could not be delivered yet. It is kept on this device and sent again by itself.'
    : 'This could not be delivered yet. Please keep this page open: it is sent again by itself.'
  form.append(message(form.dataset['tributaryWaiting'] || text, 'status'))
}

const reveal = (element: HTMLElement): void => {
  element.hidden = false
  element.tabIndex = -1
  element.focus()
}

/** Shows the page's own thanks, goes to its page of thanks, or says thank you in the place of the form. */
export const showSent = (form: HTMLFormElement, answer: Answer): void => {
  clearMessages(form)
  if (!announce(form, 'sent', answer)) return
  const { tributaryRedirect: next, tributarySuccess: selector } = form.dataset
  if (next) return location.assign(next)
  const own = selector
    ? document.querySelector<HTMLElement>(selector)
    : form.querySelector<HTMLElement>('[data-tributary-success]')
  const thanks =
    own ??
    message(
      answer['duplicate']
        ? 'Thank you. We have your request already.'
        : textOf(answer['message']) || 'Thank you.',
      'status',
    )
  if (!own || form.contains(own)) form.after(thanks)
  form.hidden = true
  reveal(thanks)
}
