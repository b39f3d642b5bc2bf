import { bindForms, showSettled } from './bind-forms.ts'
import { type Decision, openConsent } from './consent.ts'
import { openOutbox } from './outbox.ts'
import { openPageViews } from './page-views.ts'
import { writeSubmission } from './submission.ts'
import { openVisibleTime } from './visible-time.ts'
import { openVisit } from './visit.ts'

type Command = (name: string, value?: unknown) => unknown
type Stub = Command & { q?: [string, unknown?][]; loaded?: true }

/** Runs on other people's pages: it never throws at them, loads nothing, and speaks to the server it came from only. */
const start = (script: HTMLScriptElement): void => {
  const page = window as { tributary?: Stub }
  if (page.tributary?.loaded) return
  const asked = page.tributary?.q ?? []
  const base = new URL('.', script.src).href.replace(/\/$/, '')

  const consent = openConsent(script.dataset['consent'] === 'required', () => {
    visit.follow()
    outbox.follow()
    views.resume()
  })
  const visit = openVisit(consent)
  const time = openVisibleTime()
  const outbox = openOutbox(base, consent.mayRemember, showSettled(consent.mayRemember))

  let firstForm: HTMLFormElement | undefined
  const views = openPageViews({
    url: `${base}/v1/api/touches`,
    campaign: () => script.dataset['campaign'] || firstForm?.dataset['tributaryCampaign'],
    token: () => script.dataset['token'] || firstForm?.dataset['tributaryToken'],
    mayRemember: consent.mayRemember,
    tracking: visit.tracking,
    consent: consent.given,
    seconds: time.seconds,
    moved: time.restart,
  })

  const command: Stub = (name, value) => {
    if (name === 'consent') return consent.decide(value as Decision)
    return name === 'touches' ? visit.touches() : undefined
  }
  command.loaded = true
  page.tributary = command
  for (const [name, value] of asked) command(name, value)

  const bind = (): void =>
    bindForms({
      base,
      outbox,
      write: (bound) => writeSubmission(bound, visit, consent, time),
      bound: (form) => {
        firstForm ??= form
        views.report()
      },
    })
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', bind)
  else bind()
  views.report()
}

const script = document.currentScript
if (script instanceof HTMLScriptElement) start(script)
