import { type Control, controlsOf, noteShown, pathOf } from './fields.ts'
import type { Outbox, Settled } from './outbox.ts'
import { announce, controlFor, showError, showSent, showWaiting } from './show-outcome.ts'
import { type BoundForm, wordsOf } from './submission.ts'
import { setTrap } from './trap.ts'

export type FormsOptions = {
  readonly base: string
  readonly outbox: Outbox
  readonly write: (bound: BoundForm) => object
  readonly bound: (form: HTMLFormElement) => void
}

const SELECTOR = 'form[data-tributary-campaign]'

/** The form a parcel came from, as long as the page is open. */
const senders = new Map<string, HTMLFormElement>()

/** Shows what became of a submission, in its form; where that is gone, the document hears of it. */
export const showSettled =
  (remembers: () => boolean): Settled =>
  (parcel, outcome) => {
    const form = senders.get(wordsOf(parcel.body))
    if (!form?.isConnected) {
      if (outcome.kind === 'later') return
      announce(document, outcome.kind === 'sent' ? 'sent' : 'error', outcome.answer)
    } else if (outcome.kind === 'sent') showSent(form, outcome.answer)
    else if (outcome.kind === 'later') showWaiting(form, remembers())
    else {
      const control = controlFor(form, String(outcome.answer['field']))
      const message =
        control && pathOf(control) === 'name'
          ? 'Please give your first and your last name.'
          : outcome.answer['message']
      showError(form, { ...outcome.answer, message }, control)
    }
  }

/** Takes over every form that names a campaign, those that come later too. */
export const bindForms = ({ base, outbox, write, bound }: FormsOptions): void => {
  const known = new WeakSet<HTMLFormElement>()

  const submit = async (entry: BoundForm): Promise<void> => {
    const { form } = entry
    const body = JSON.stringify(write(entry))
    const words = wordsOf(body)
    senders.set(words, form)
    form.setAttribute('aria-busy', 'true')
    await outbox.send(
      `${base}/v1/api/leads`,
      body,
      (other) => wordsOf(other) === words,
      form.dataset['tributaryToken'],
    )
    form.removeAttribute('aria-busy')
  }

  const bind = (form: HTMLFormElement, since: number): void => {
    if (known.has(form)) return
    known.add(form)
    const trap = setTrap(form)
    const seen = new WeakSet<Control>()
    let busy = false
    const look = (): void => noteShown(controlsOf(form, trap), seen)
    form.addEventListener('focusin', look)
    form.addEventListener('change', look)
    form.addEventListener('submit', (event) => {
      if (event.defaultPrevented) return
      event.preventDefault()
      if (busy) return
      busy = true
      void submit({ form, trap, since, seen }).finally(() => {
        busy = false
      })
    })
    bound(form)
  }

  const scan = (since: number): void => {
    for (const form of document.querySelectorAll<HTMLFormElement>(SELECTOR)) bind(form, since)
  }
  scan(0)
  new MutationObserver(() => scan(performance.now())).observe(document.documentElement, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['data-tributary-campaign'],
  })
}
