import type { HostedFormPage } from '@tributary/use-cases/hosted-form/read-hosted-form'
import type { PostedForm } from '@tributary/use-cases/hosted-form/submit-hosted-form'
import { consentOf, type Fault, fieldsOf } from './fields.ts'
import { type Html, html, raw } from './html.ts'
import { STYLES } from './styles.ts'

export type Shown = {
  readonly embedded: boolean
  /** The signed moment at which the form was shown. */
  readonly shown: string
  readonly posted: PostedForm
  readonly fault: Fault | null
}

const tick = raw(
  '<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><circle cx="12" cy="12" r="10"/><path d="m8 12.5 2.7 2.7L16 9.5"/></svg>',
)

const document = (title: string, content: Html, { embedded = false, script = html`` } = {}): string =>
  html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${title}</title><style>${raw(STYLES)}</style>${script}</head><body${
    embedded && html` class="embed"`
  }><main>${content}</main></body></html>
`.html

const from = ({ organizationName }: HostedFormPage): Html => html`<p class="from">${organizationName}</p>`

const thanks = (page: HostedFormPage, hidden: boolean): Html =>
  html`<div class="thanks" id="sent" role="status"${hidden && html` hidden`}>${tick}<h1>Thank you</h1><p class="intro">${page.form.thanks || `${page.organizationName} has your request and will come back to you.`}</p></div>`

const titleOf = (page: HostedFormPage): string => page.form.title || page.campaignName

const trap = html`<div class="trap" aria-hidden="true"><label for="website_url">Website</label><input id="website_url" name="website_url" tabindex="-1" autocomplete="off" data-tributary-trap></div>`

/** The form, empty or with what was sent. It works without scripts; with them it stays on the page. */
export const formPage = (page: HostedFormPage, { embedded, shown, posted, fault }: Shown): string => {
  const title = titleOf(page)
  const action = `/f/${encodeURIComponent(page.slug)}${embedded ? '?embed=1' : ''}`
  const general = fault?.name === null ? html`<p class="notice" role="alert">${fault.message}</p>` : null
  const content = html`<div class="card">${from(page)}${thanks(page, true)}<form method="post" action="${action}" data-tributary-campaign="${page.slug}"${
    page.token !== null && html` data-tributary-token="${page.token}"`
  } data-tributary-source="landing-page" data-tributary-form-type="hosted" data-tributary-success="#sent"><div><h1>${title}</h1>${
    page.form.intro && html`<p class="intro">${page.form.intro}</p>`
  }${general}</div>${fieldsOf(page, posted, fault)}${trap}${consentOf(page, posted, fault)}<input type="hidden" name="shown" value="${shown}"><button type="submit">${
    page.form.button || 'Send'
  }</button></form></div>`
  const script = html`<script src="/t.js" defer${page.requireConsent && html` data-consent="required"`}></script>`
  const heading = fault ? `Please check: ${title}` : title
  return document(`${heading} | ${page.organizationName}`, content, { embedded, script })
}

export const sentPage = (page: HostedFormPage, embedded: boolean): string =>
  document(
    `Thank you | ${page.organizationName}`,
    html`<div class="card">${from(page)}${thanks(page, false)}</div>`,
    { embedded },
  )

export const closedPage = (page: HostedFormPage, embedded: boolean): string =>
  document(
    `${titleOf(page)} | ${page.organizationName}`,
    html`<div class="card">${from(page)}<h1>${titleOf(page)}</h1><p class="intro">${page.closedBecause}</p></div>`,
    { embedded },
  )

export const unknownPage = (): string =>
  document(
    'No form here',
    html`<div class="card"><h1>There is no form at this address</h1><p class="intro">The link may have been copied incompletely. Ask whoever gave it to you for the whole address.</p></div>`,
  )

/** What the form's address answers when something else went wrong; it never repeats what was sent. */
export const troublePage = (message: string): string =>
  document(
    'Please try again',
    html`<div class="card"><h1>This did not work</h1><p class="intro">${message}</p></div>`,
  )
