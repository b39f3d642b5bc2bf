import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inOrganization } from '../in-organization.ts'
import { openTestProduct, type TestProduct } from '../testing.ts'
import { addCampaign, capture, hotSubmission, type TestCampaign } from '../testing-leads.ts'
import { editLead } from './edit-lead.ts'
import { logActivity } from './log-activity.ts'
import { moveLeads } from './move-leads.ts'
import { readLead } from './read-lead.ts'
import { readTimeline } from './read-timeline.ts'
import { setNextStep } from './set-next-step.ts'
import { undoChange } from './undo-change.ts'

let test: TestProduct
let campaign: TestCampaign
let clock = Date.parse('2026-05-20T12:00:00Z')
beforeAll(async () => {
  test = await openTestProduct({ clock: () => clock })
  campaign = await addCampaign(test)
})
afterAll(() => test.close())

const manager = () => test.as('manager')
const timelineOf = async (id: string, show: 'all' | 'activities' | 'changes' | 'touches' = 'all') =>
  (await readTimeline(manager(), { id, show, size: 50 })).items

describe('taking back what was done to one lead', () => {
  const undo = (undoId: string | null) => undoChange(manager(), { undoId: undoId! })

  it('an edit goes back as a whole: words, person, score and value', async () => {
    const { id } = await capture(test, hotSubmission(campaign))
    await moveLeads(manager(), { target: { ids: [id] }, to: 'proposal', valueMinor: 100 })
    const before = await readLead(manager(), { id })
    clock += 1000
    const { undoId } = await editLead(manager(), {
      id,
      ...{ firstName: 'Wrong', email: 'wrong@person.example', phone: null, company: 'Wrong Works' },
      ...{ urgency: 'Low', serviceInterest: 'Nothing we have', message: 'Wrong words', valueMinor: 700 },
    })
    expect((await readLead(manager(), { id })).lead.points).toBeLessThan(before.lead.points)
    clock += 1000
    expect(await undo(undoId)).toMatchObject({ changed: 1, failures: [] })
    const after = await readLead(manager(), { id })
    const { updatedAt: _now, ...lead } = after.lead
    const { updatedAt: _then, ...was } = before.lead
    expect(lead).toEqual(was)
    expect([after.contact, after.facts, after.score.points, after.deals]).toEqual([
      before.contact,
      before.facts,
      before.score.points,
      before.deals,
    ])
    expect((await timelineOf(id, 'changes')).some(({ words }) => words.startsWith('Changed back'))).toBe(true)
    await expect(undo(undoId)).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  it('an edit stays when somebody changed the same thing since, and what else was changed stays', async () => {
    const { id } = await capture(test, hotSubmission(campaign))
    const first = await editLead(manager(), { id, company: 'First' })
    clock += 1000
    const second = await editLead(manager(), { id, industry: 'Energy' })
    await undo(first.undoId)
    expect((await readLead(manager(), { id })).lead).toMatchObject({ industry: 'Energy' })
    await editLead(test.as('owner'), { id, industry: 'Retail' })
    await expect(undo(second.undoId)).rejects.toMatchObject({
      code: 'CONFLICT',
      message: 'Somebody changed this lead since.',
    })
    expect((await readLead(manager(), { id })).lead.industry).toBe('Retail')
  })

  it('a next step goes back to the one before it', async () => {
    const { id } = await capture(test, hotSubmission(campaign))
    const step = { at: '2026-05-22T15:00:00.000Z', text: 'Call Divya' }
    const planned = await setNextStep(manager(), { id, step, done: false })
    clock += 1000
    const done = await setNextStep(manager(), { id, step: null, done: true })
    clock += 1000
    expect((await undo(done.undoId)).leads[0]?.nextStep).toEqual(step)
    clock += 1000
    expect((await undo(planned.undoId)).leads[0]?.nextStep).toBeNull()
  })

  it('a call that never was unmakes the contact; another one keeps it', async () => {
    const { id } = await capture(test, hotSubmission(campaign))
    const call = { id, kind: 'call_made' as const, text: 'Called.' }
    const first = await logActivity(manager(), call)
    clock += 60_000
    const second = await logActivity(manager(), call)
    const at = new Date(clock).toISOString()
    clock += 1000
    expect((await undo(first.undoId)).leads[0]).toMatchObject({ stage: 'contacted', firstContactedAt: at })
    clock += 1000
    await undo(second.undoId)
    expect((await timelineOf(id, 'activities')).map(({ words }) => words)).toEqual([])
    expect((await timelineOf(id)).filter(({ words }) => words === 'Call made (taken back)')).toHaveLength(2)
  })

  it('the only call that never was makes the lead a new one again', async () => {
    const { id } = await capture(test, hotSubmission(campaign))
    const { undoId } = await logActivity(manager(), { id, kind: 'call_made', text: 'Called.' })
    clock += 1000
    expect((await undo(undoId)).leads[0]).toMatchObject({ stage: 'new', firstContactedAt: null })
  })

  it('what an undo keeps is not readable in the database, and is nobody else’s to take back', async () => {
    const { id } = await capture(test, hotSubmission(campaign))
    await editLead(manager(), { id, firstName: 'Plantedname' })
    const { undoId } = await editLead(manager(), { id, firstName: 'Other' })
    const { rows } = await inOrganization(test.system, ({ db, organizationId }) =>
      sql<{ n: string }>`select count(*) as n from undo u where u.organization_id = ${organizationId}
        and u::text like '%Plantedname%'`.execute(db),
    )
    expect(rows[0]?.n).toBe('0')
    await expect(undoChange(test.as('owner'), { undoId: undoId! })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })
})
