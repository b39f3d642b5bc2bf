import { createHash } from 'node:crypto'
import { readCaptureBody } from '@tributary/contracts'
import { captureDoorOf } from '../capture/capture-door.ts'
import type { Product } from '../product.ts'
import type { HostedFormPage } from './read-hosted-form.ts'
import { readRenderToken } from './render-token.ts'

/** What a form sent, by the names of its inputs. */
export type PostedForm = Readonly<Record<string, string>>

const DETAILS = ['service_interest', 'urgency', 'message', 'budget_range', 'timeline'] as const

const bodyOf = (page: HostedFormPage, posted: PostedForm, shownAt: number, now: number) => {
  const shown = ['first_name', 'last_name', 'email', ...page.form.fields]
  return {
    campaign_id: page.slug,
    source: 'landing-page',
    contact: {
      firstName: posted['first_name'] ?? '',
      lastName: posted['last_name'] ?? '',
      email: posted['email'] ?? '',
      phone: posted['phone'] || null,
      company: posted['company'] || null,
    },
    lead_details: Object.fromEntries(DETAILS.map((name) => [name, posted[name] || null])),
    form_metadata: {
      form_type: 'hosted',
      consent_given: posted['consent'] === undefined ? (page.requireConsent ? false : null) : true,
      timestamp: new Date(now).toISOString(),
      website_url: posted['website_url'] ?? '',
      seconds_since_render: Math.max(0, now - shownAt) / 1000,
    },
    behavior: {
      fields_total: shown.length,
      fields_completed: shown.filter((name) => posted[name]?.trim()).length,
    },
  }
}

/** The same words from the same page are one submission, whoever presses twice or loads the answer again. */
const keyOf = (posted: PostedForm, contact: unknown, details: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify([posted['shown'], contact, details]))
    .digest('base64url')

export type HostedOutcome = 'sent' | 'already_sent' | 'unreadable_token'

/**
 * Hands a form that was sent without scripts to the door that all submissions use.
 * @throws AppError with the field at fault.
 */
export const submitHostedForm = async (
  product: Product,
  page: HostedFormPage,
  posted: PostedForm,
  from: { readonly ip: string; readonly userAgent: string | null },
): Promise<HostedOutcome> => {
  const shownAt = readRenderToken(product, page.slug, posted['shown'] ?? '')
  if (shownAt === undefined) return 'unreadable_token'
  const raw = bodyOf(page, posted, shownAt, product.clock())
  const { body } = readCaptureBody(raw)
  // The moment of sending differs on a second try; what was typed does not.
  const said = [body.contact, body.lead_details]
  const { kind } = await captureDoorOf(product).submit({
    body,
    caller: { kind: 'public', origin: new URL(product.config.publicUrl).origin, token: page.token },
    ...from,
    idempotency: { key: keyOf(posted, ...(said as [unknown, unknown])), body: said },
  })
  return kind === 'duplicate' ? 'already_sent' : 'sent'
}
