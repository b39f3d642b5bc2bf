import { html, type Markup, safeHref, subjectLine } from './markup.ts'

export type MailText = { subject: string; text: string; html: string }

export type Fact = { label: string; value: string | null }

export type Letter = {
  subject: string
  heading: string
  paragraphs: readonly string[]
  facts?: readonly Fact[]
  /** Shown as a list below the facts, with its own title. */
  list?: { title: string; items: readonly string[] }
  button: { label: string; url: string }
  /** Why the reader gets this mail. */
  because: string
}

const shown = (facts: readonly Fact[] = []): { label: string; value: string }[] =>
  facts.flatMap(({ label, value }) => (value === null || value.trim() === '' ? [] : [{ label, value }]))

const factRow = ({ label, value }: { label: string; value: string }): Markup =>
  html`<tr><td style="padding:4px 16px 4px 0;color:#5b6472;vertical-align:top">${label}</td><td style="padding:4px 0;white-space:pre-line">${value}</td></tr>`

const listMarkup = (list: Letter['list']): Markup | null =>
  list === undefined || list.items.length === 0
    ? null
    : html`<p style="margin:16px 0 4px;color:#5b6472">${list.title}</p><ul style="margin:0;padding-left:20px">${list.items.map((item) => html`<li>${item}</li>`)}</ul>`

const page = (letter: Letter, href: string): Markup => html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${letter.subject}</title></head>
<body style="margin:0;padding:24px;background:#f5f6f8;color:#161b22;font:16px/1.5 system-ui,sans-serif">
<div style="max-width:560px;margin:0 auto;padding:24px;background:#fff;border:1px solid #e1e4ea;border-radius:8px">
<h1 style="margin:0 0 12px;font-size:20px;line-height:1.3">${letter.heading}</h1>
${letter.paragraphs.map((text) => html`<p style="margin:0 0 12px">${text}</p>`)}
<table role="presentation" style="border-collapse:collapse;font-size:15px">${shown(letter.facts).map(factRow)}</table>
${listMarkup(letter.list)}
<p style="margin:20px 0"><a href="${href}" style="display:inline-block;padding:10px 16px;background:#1f4fd8;color:#fff;border-radius:6px;text-decoration:none">${letter.button.label}</a></p>
<p style="margin:0;font-size:13px;color:#5b6472">If the button does not work, open this address:<br><a href="${href}" style="color:#1f4fd8;word-break:break-all">${href}</a></p>
<p style="margin:12px 0 0;font-size:13px;color:#5b6472">${letter.because}</p>
</div></body></html>`

const plainText = (letter: Letter, href: string): string => {
  const facts = shown(letter.facts).map(({ label, value }) => `${label}: ${value}`)
  const list =
    letter.list === undefined || letter.list.items.length === 0
      ? []
      : [letter.list.title, ...letter.list.items.map((item) => `- ${item}`)]
  const parts = [
    letter.heading,
    ...letter.paragraphs,
    facts.join('\n'),
    list.join('\n'),
    `${letter.button.label}: ${href}`,
    letter.because,
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

/** The same letter as text and as HTML: every fact of one is in the other. */
export const writeLetter = (letter: Letter): MailText => {
  const href = safeHref(letter.button.url)
  return {
    subject: subjectLine(letter.subject),
    text: plainText(letter, href),
    html: page(letter, href).markup,
  }
}
