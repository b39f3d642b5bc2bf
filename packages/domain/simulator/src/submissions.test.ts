import { describe, expect, it } from 'vitest'
import type { SubmissionEvent } from './market-types.ts'
import { eventsOf, shareOf, submissionsOf, theYear } from './testing.ts'
import type { SubmissionTruth } from './truth.ts'

const told = () => {
  const { market, truth } = theYear()
  return submissionsOf(market).map((event) => ({ event, fact: truth.submissions[event.submission]! }))
}
const isLead = ({ fact }: { fact: SubmissionTruth }) =>
  !fact.bot && fact.relation !== 'retry' && fact.relation !== 'repeat'

/** The 100-point table of the requirements (SCO-01 to SCO-10), written down once more so as not to judge by itself. */
const pointsOf = (event: SubmissionEvent, channel: string, returned: boolean): number => {
  const { contact, lead_details: details, behavior } = event.body
  const contactPoints =
    (contact.email.endsWith('.example') ? 15 : 0) + (contact.phone ? 5 : 0) + (contact.company ? 5 : 0)
  const service = details.service_interest ?? details.message
  const named =
    service !== undefined &&
    details.service_interest !== 'General inquiry' &&
    details.service_interest !== undefined
  const urgency = { E: 15, H: 15, M: 10, L: 5 }[details.urgency?.slice(0, 1) ?? ''] ?? 0
  const intent = (named ? 15 : service ? 5 : 0) + urgency + (details.budget_range ? 5 : 0)
  const seconds = behavior.time_on_page_seconds
  const time = seconds > 180 ? 10 : seconds >= 60 ? 5 : 0
  const form = behavior.fields_completed === behavior.fields_total ? 10 : 5
  const source = { paid_search: 15, organic_search: 10, direct: 8, social: 5, email: 3 }[channel] ?? 0
  return contactPoints + intent + time + form + (returned ? 5 : 0) + source
}

describe('the people who write', () => {
  it('every grade is there: hot ones few, warm ones most', () => {
    const leads = told().filter(isLead)
    const points = leads.map(({ event, fact }) => pointsOf(event, fact.path.at(-1)!, fact.path.length > 1))
    expect(shareOf(points, (p) => p >= 80)).toBeGreaterThan(0.1)
    expect(shareOf(points, (p) => p >= 80)).toBeLessThan(0.22)
    expect(shareOf(points, (p) => p >= 60 && p < 80)).toBeGreaterThan(0.3)
    expect(shareOf(points, (p) => p >= 40 && p < 60)).toBeGreaterThan(0.25)
    expect(shareOf(points, (p) => p < 40)).toBeGreaterThan(0.07)
    expect(Math.max(...points)).toBe(100)
  })
  it('industries and regions are skewed: Manufacturing and Maharashtra lead', () => {
    const firms = told().flatMap(({ event }) => (event.company ? [event.company] : []))
    const industries = shareOf(firms, ({ industry }) => industry === 'Manufacturing')
    const regions = shareOf(firms, ({ sites }) => sites[0]?.region === 'IN-MH')
    expect(industries).toBeGreaterThan(0.15)
    expect(industries).toBeLessThan(0.3)
    expect(regions).toBeGreaterThan(0.33)
    expect(regions).toBeLessThan(0.53)
    expect(new Set(firms.map(({ industry }) => industry)).size).toBe(13)
  })
  it('two people never share an address or a number, and one person keeps them', () => {
    const owner = new Map<string, number>()
    for (const { event, fact } of told()) {
      if (fact.person === undefined) continue
      const { email, phone } = event.body.contact
      for (const key of [email, ...(phone ? [phone.replaceAll(/[^+\d]/g, '')] : [])])
        expect(owner.get(key) ?? fact.person).toBe(owner.set(key, fact.person).get(key))
    }
    expect(owner.size).toBeGreaterThan(5000)
  })
  it('telephone numbers ring nobody: set aside for fiction, or never given out', () => {
    const numbers = told().flatMap(({ event }) => event.body.contact.phone?.replaceAll(/[^+\d]/g, '') ?? [])
    const safe = /^(?:\+1\d{3}55501\d{2}|\+442079460\d{3}|\+91(?:11|20|22|33|40|44)1\d{7})$/
    expect(numbers.filter((number) => !safe.test(number))).toEqual([])
    for (const country of ['+91', '+44', '+1'])
      expect(numbers.filter((number) => number.startsWith(country)).length).toBeGreaterThan(20)
  })
  it('a form counts what it asks and what was filled in', () => {
    for (const { event, fact } of told()) {
      if (fact.bot) continue
      const { contact, lead_details, behavior, source } = event.body
      const filled = [...Object.values(contact), ...Object.values(lead_details)].filter(
        (value) => value !== undefined,
      )
      expect(behavior.fields_completed).toBe(filled.length)
      expect(behavior.fields_total).toBe(source === 'modal' ? 7 : 10)
      expect(behavior.fields_completed).toBeLessThanOrEqual(behavior.fields_total)
    }
  })
  it('people see several pages on several days before they write', () => {
    const leads = told().filter(({ fact }) => fact.relation === 'first' && !fact.bot)
    expect(shareOf(leads, ({ fact }) => fact.path.length > 1)).toBeGreaterThan(0.3)
    expect(shareOf(leads, ({ fact }) => fact.path.length > 1)).toBeLessThan(0.55)
    const visits = eventsOf(theYear().market, 'visit')
    const perVisitor = new Map<string, number>()
    for (const { visitor } of visits) perVisitor.set(visitor, (perVisitor.get(visitor) ?? 0) + 1)
    for (const { event, fact } of leads)
      expect(perVisitor.get(event.body.tracking.visitor_id)).toBeGreaterThanOrEqual(fact.path.length)
  })
})

describe('who writes twice', () => {
  it('retries are the same request, repeats the same address and campaign within a day, twins another address', () => {
    const first = new Map<number, SubmissionEvent>()
    const counts = { retry: 0, repeat: 0, later: 0, twin: 0 }
    for (const { event, fact } of told()) {
      if (fact.bot) continue
      const before = first.get(fact.person!)
      if (fact.relation === 'first') {
        expect(before).toBeUndefined()
        first.set(fact.person!, event)
        continue
      }
      const { contact, campaign_id } = event.body
      const sameEmail = contact.email === before!.body.contact.email
      counts[fact.relation] += 1
      if (fact.relation === 'retry') expect(event.body).toEqual(before!.body)
      expect(event.idempotencyKey === before!.idempotencyKey).toBe(fact.relation === 'retry')
      expect(sameEmail).toBe(fact.relation !== 'twin')
      if (fact.relation === 'repeat') expect(campaign_id).toBe(before!.body.campaign_id)
      expect(event.at - before!.at < 86_400_000).toBe(fact.relation === 'retry' || fact.relation === 'repeat')
    }
    const people = first.size
    expect(counts.retry / people).toBeGreaterThan(0.008)
    expect(counts.repeat / people).toBeGreaterThan(0.03)
    expect(counts.repeat / people).toBeLessThan(0.06)
    expect((counts.later + counts.twin) / people).toBeGreaterThan(0.055)
    expect(counts.twin / (counts.later + counts.twin)).toBeGreaterThan(0.2)
  })
  it('machines are some four in a hundred, most fill the hidden field, no person does, and none wins a deal', () => {
    const all = told()
    const bots = all.filter(({ fact }) => fact.bot)
    expect(bots.length / all.length).toBeGreaterThan(0.025)
    expect(bots.length / all.length).toBeLessThan(0.06)
    expect(shareOf(bots, ({ event }) => event.honeypot !== undefined)).toBeGreaterThan(0.55)
    expect(shareOf(bots, ({ event }) => event.honeypot !== undefined)).toBeLessThan(0.85)
    expect(all.filter(({ event, fact }) => !fact.bot && event.honeypot !== undefined)).toEqual([])
    const accepted = eventsOf(theYear().market, 'stage').map(({ submission }) => submission)
    expect(bots.filter(({ event }) => accepted.includes(event.submission))).toEqual([])
  })
})
