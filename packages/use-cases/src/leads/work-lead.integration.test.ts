import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inOrganization } from '../in-organization.ts'
import { openTestProduct, type TestProduct } from '../testing.ts'
import { addCampaign, capture, foldAll, hotSubmission, type TestCampaign } from '../testing-leads.ts'
import { assignLeads } from './assign-leads.ts'
import { editLead } from './edit-lead.ts'
import { logActivity } from './log-activity.ts'
import { moveLeads } from './move-leads.ts'
import { readLead } from './read-lead.ts'
import { listLeads } from './read-leads.ts'
import { readTimeline } from './read-timeline.ts'
import { setNextStep } from './set-next-step.ts'

let test: TestProduct
let campaign: TestCampaign
let clock = Date.parse('2026-05-20T12:00:00Z')
beforeAll(async () => {
  test = await openTestProduct({ clock: () => clock })
  campaign = await addCampaign(test)
})
afterAll(() => test.close())

const manager = () => test.as('manager')
const newest = { by: 'captured', direction: 'desc' } as const
const found = async (text: string): Promise<string[]> => {
  await foldAll(test)
  const page = await listLeads(manager(), { filter: { text }, sort: newest, size: 50 })
  return page.items.map(({ id }) => id)
}
const timelineOf = async (id: string, show: 'all' | 'activities' | 'changes' | 'touches' = 'all') =>
  (await readTimeline(manager(), { id, show, size: 50 })).items

describe('working a lead', () => {
  it('the first call keeps the promise and makes a new lead a contacted one', async () => {
    const { id } = await capture(test, hotSubmission(campaign))
    clock += 60_000
    const { leads } = await logActivity(manager(), {
      id,
      kind: 'call_made',
      text: 'Wants an offer by Friday.',
    })
    expect(leads[0]).toMatchObject({ stage: 'contacted', firstContactedAt: new Date(clock).toISOString() })
    expect((await readLead(manager(), { id })).promise.state).toBe('answered')
    const [latest] = await timelineOf(id, 'activities')
    expect(latest).toMatchObject({
      words: 'Call made',
      text: 'Wants an offer by Friday.',
      by: 'Mira Manager',
    })
  })

  it('a note changes no stage, and an empty one is refused', async () => {
    const { id } = await capture(test, hotSubmission(campaign))
    const { leads } = await logActivity(manager(), { id, kind: 'note_added', text: 'Has a dog.' })
    expect(leads[0]).toMatchObject({ stage: 'new', firstContactedAt: null })
    await expect(logActivity(manager(), { id, kind: 'note_added', text: '' })).rejects.toMatchObject({
      details: { field: 'text' },
    })
  })

  it('a next step has a day and words, and can be done', async () => {
    const { id } = await capture(test, hotSubmission(campaign))
    const at = '2026-05-22T15:00:00.000Z'
    const planned = await setNextStep(manager(), { id, step: { at, text: 'Call Divya' }, done: false })
    expect(planned.leads[0]?.nextStep).toEqual({ at, text: 'Call Divya' })
    clock += 1000
    const done = await setNextStep(manager(), { id, step: null, done: true })
    expect(done.leads[0]?.nextStep).toBeNull()
    expect((await timelineOf(id, 'activities')).map(({ words, text }) => [words, text])).toEqual([
      ['Next step done', null],
      ['Next step planned for May 22, 2026, 3:00 PM', 'Call Divya'],
    ])
  })

  it('what people write is not readable in the database', async () => {
    const { id } = await capture(test, hotSubmission(campaign))
    await logActivity(manager(), { id, kind: 'note_added', text: 'Planted secret words' })
    await setNextStep(manager(), {
      id,
      step: { at: '2026-06-01T10:00:00Z', text: 'Planted secret words' },
      done: false,
    })
    const hits = await inOrganization(test.system, async ({ db, organizationId }) => {
      const { rows } = await sql<{ n: string }>`
        select (select count(*) from event e where e.organization_id = ${organizationId} and e::text like '%Planted%')
          + (select count(*) from lead l where l.organization_id = ${organizationId} and l::text like '%Planted%') as n`.execute(
        db,
      )
      return rows[0]?.n
    })
    expect(hits).toBe('0')
  })

  it('reps write their own and free leads only', async () => {
    const { id } = await capture(test, hotSubmission(campaign))
    await assignLeads(manager(), { target: { ids: [id] }, to: test.members.manager.memberId })
    const rep = test.as('rep')
    for (const attempt of [
      () => logActivity(rep, { id, kind: 'note_added', text: 'x' }),
      () => setNextStep(rep, { id, step: null, done: true }),
      () => editLead(rep, { id, company: 'Mine' }),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })

  it('the timeline tells everything once, page by page, in words', async () => {
    const { id } = await capture(test, hotSubmission(campaign))
    for (let n = 0; n < 7; n++) {
      clock += 1000
      await logActivity(manager(), { id, kind: 'note_added', text: `Note ${n}` })
    }
    clock += 1000
    await moveLeads(manager(), { target: { ids: [id] }, to: 'lost', lostReason: 'price' })
    const words: string[] = []
    let cursor: string | null = null
    do {
      const page: Awaited<ReturnType<typeof readTimeline>> = await readTimeline(manager(), {
        id,
        show: 'all',
        cursor,
        size: 3,
      })
      words.push(...page.items.map((item) => item.text ?? item.words))
      cursor = page.nextCursor
    } while (cursor !== null)
    expect(words.slice(0, 8)).toEqual([
      'New → Lost: the price',
      ...[6, 5, 4, 3, 2, 1, 0].map((n) => `Note ${n}`),
    ])
    expect(words.at(-1)).toContain('Came in')
    expect(new Set(words).size).toBe(words.length)
  })
})

describe('editing', () => {
  it('scores again what the score looks at, and says why', async () => {
    const { id } = await capture(test, {
      ...hotSubmission(campaign, { company: undefined, phone: undefined }),
      lead_details: {},
    })
    const before = await readLead(manager(), { id })
    clock += 1000
    await editLead(manager(), {
      id,
      company: 'Alvarez Works',
      phone: '+14155552672',
      urgency: 'Emergency',
      region: 'CA',
    })
    const after = await readLead(manager(), { id })
    expect(after.lead.points).toBeGreaterThan(before.lead.points)
    expect(after.score.reasons.reduce((sum, { points }) => sum + points, 0)).toBe(after.lead.points)
    expect(after.contact).toMatchObject({ phone: '+14155552672', e164: '+14155552672' })
    const words = (await timelineOf(id, 'changes')).map((item) => item.words)
    expect(words).toContain('Changed company, phone, urgency, region')
    expect(
      words.some((each) => each.startsWith(`Scored ${after.lead.points}`) && each.includes('Urgency +')),
    ).toBe(true)
  })

  it('a person is found by the new name and e-mail address, and no longer by the old', async () => {
    const { id } = await capture(test, hotSubmission(campaign, { firstName: 'Typo', lastName: 'Wronnng' }))
    expect(await found('wronnng')).toEqual([id])
    await editLead(manager(), { id, firstName: 'Tyra', lastName: 'Rightly', email: 'tyra@rightly.com' })
    expect(await found('rightly')).toEqual([id])
    expect(await found('tyra@rightly.com')).toEqual([id])
    expect(await found('wronnng')).toEqual([])
  })

  it('an e-mail address belongs to one person', async () => {
    await capture(test, hotSubmission(campaign, { email: 'taken@somewhere.com' }))
    const { id } = await capture(test, hotSubmission(campaign))
    await expect(editLead(manager(), { id, email: 'taken@somewhere.com' })).rejects.toMatchObject({
      code: 'CONFLICT',
      details: { field: 'email' },
    })
  })

  it('the value of a lead is what its open deal is worth', async () => {
    const { id } = await capture(test, hotSubmission(campaign))
    await moveLeads(manager(), { target: { ids: [id] }, to: 'proposal', valueMinor: 100 })
    await editLead(manager(), { id, valueMinor: 700 })
    const { deals, lead } = await readLead(manager(), { id })
    expect(deals).toMatchObject([{ amount: { minor: 700, currency: 'USD' }, stage: 'open' }])
    expect(lead.value).toEqual({ minor: 700, currency: 'USD' })
  })

  it('refuses what was changed meanwhile', async () => {
    const { id } = await capture(test, hotSubmission(campaign))
    const { lead } = await readLead(manager(), { id })
    clock += 1000
    await editLead(test.as('owner'), { id, industry: 'Energy' })
    await expect(
      editLead(manager(), { id, industry: 'Retail', expectedUpdatedAt: lead.updatedAt }),
    ).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('Olivia Owner') })
  })
})
