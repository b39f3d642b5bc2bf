import { appendFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { seededRandom } from '@tributary/kernel'

export type Load = {
  readonly sent: number
  readonly answered: number
  readonly retried: number
  /** Sends no more, and waits until each lead that was begun has its answer. */
  finish(): Promise<void>
}

const MOST_TRIES = 400

type Lead = { readonly key: string; readonly email: string; readonly body: string }

const leadOf = (seed: number, n: number, slug: string): Lead => {
  const random = seededRandom(seed, `lead/${n}`)
  const key = `storm-${seed}-${n}`
  const email = `storm-${n}@${random.pick(['business.example', 'firm.example', 'gmail.com'])}`
  const hot = random.chance(0.4)
  const body = JSON.stringify({
    campaign_id: slug,
    source: 'landing-page',
    contact: {
      firstName: 'Storm',
      lastName: `Number ${n}`,
      email,
      phone: hot ? '+919812345678' : undefined,
      company: hot ? 'Firm' : undefined,
    },
    lead_details: hot
      ? { urgency: 'High (Same day)', budget_range: '$5000-$10000', message: 'Please call.' }
      : { message: 'A question.' },
    tracking: {
      visitor_id: `visitor-${n}`,
      session_id: `session-${n}`,
      utm_source: 'google',
      utm_medium: 'cpc',
    },
    form_metadata: { consent_given: true },
    behavior: { time_on_page_seconds: hot ? 240 : 30, fields_total: 8, fields_completed: 8 },
  })
  return { key, email, body }
}

/**
 * Sends leads at a steady rate as a careful program does: it repeats a lead with the same key until it has an answer.
 * Every try is written down with what came back, for `pnpm verify --sent`.
 */
export const startLoad = (options: {
  readonly url: string
  readonly slug: string
  readonly token: string
  readonly perSecond: number
  readonly seed: number
  readonly sentFile: string
}): Load => {
  const { url, slug, token, perSecond, seed, sentFile } = options
  let sent = 0
  let answered = 0
  let retried = 0
  let going = true
  const open = new Set<Promise<void>>()

  const note = (lead: Lead, status: number, leadId: string | undefined): void =>
    appendFileSync(
      sentFile,
      `${JSON.stringify({ key: lead.key, status, campaign: slug, lead_id: leadId, email: lead.email })}\n`,
    )

  const send = async (lead: Lead): Promise<void> => {
    for (let i = 0; i < MOST_TRIES; i++) {
      const status = await fetch(`${url}/v1/api/leads`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-campaign-token': token,
          'idempotency-key': lead.key,
        },
        body: lead.body,
        signal: AbortSignal.timeout(10_000),
      }).then(
        async (response) => {
          const answer = (await response.json().catch(() => ({}))) as { lead_id?: string }
          note(lead, response.status, answer.lead_id)
          return response.status
        },
        () => {
          note(lead, 0, undefined)
          return 0
        },
      )
      if (status === 201) {
        answered += 1
        return
      }
      if (status >= 400 && status < 500 && status !== 409 && status !== 429)
        throw new Error(`A good lead was refused with ${status}.`)
      retried += 1
      await sleep(250)
    }
    throw new Error(`${lead.key} had no answer after ${MOST_TRIES} tries.`)
  }

  const failures: unknown[] = []
  const run = (async () => {
    const begin = performance.now()
    while (going) {
      const running: Promise<void> = send(leadOf(seed, sent++, slug))
        .catch((error: unknown) => void failures.push(error))
        .finally(() => open.delete(running))
      open.add(running)
      await sleep(Math.max(0, begin + (sent * 1000) / perSecond - performance.now()))
    }
  })()

  return {
    get sent() {
      return sent
    },
    get answered() {
      return answered
    },
    get retried() {
      return retried
    },
    finish: async () => {
      going = false
      await run
      await Promise.all(open)
      if (failures.length > 0) throw failures[0]
    },
  }
}
