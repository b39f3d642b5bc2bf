import { EXPORT_COLUMNS, type LeadDetail } from '@tributary/contracts'
import { unguardFormula } from '@tributary/files'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inOrganization } from '../in-organization.ts'
import { openTestProduct, type TestProduct } from '../testing.ts'
import { addCampaign, capture, foldAll, hotSubmission, type TestCampaign } from '../testing-leads.ts'
import { assignLeads } from './assign-leads.ts'
import { createLead } from './create-lead.ts'
import { editLead } from './edit-lead.ts'
import { exportLeads } from './export-leads.ts'
import { logActivity } from './log-activity.ts'
import { moveLeads } from './move-leads.ts'
import { readLead } from './read-lead.ts'
import { listLeads } from './read-leads.ts'
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
const newest = { by: 'captured', direction: 'desc' } as const
const found = async (text: string): Promise<string[]> => {
  await foldAll(test)
  const page = await listLeads(manager(), { filter: { text }, sort: newest, size: 50 })
  return page.items.map(({ id }) => id)
}
const entry = { firstName: 'Divya', lastName: 'Rao', metAt: 'phone' }
const timelineOf = async (id: string, show: 'all' | 'activities' | 'changes' | 'touches' = 'all') =>
  (await readTimeline(manager(), { id, show, size: 50 })).items

describe('entering a lead by hand', () => {
  it('goes through the same door: scored, given to somebody, recorded as manual', async () => {
    const created = await createLead(manager(), {
      ...entry,
      campaignId: campaign.id,
      email: 'divya@kite-energy.com',
      phone: '+919812345678',
      company: 'Kite Energy',
      urgency: 'High',
    })
    expect(created.kind).toBe('created')
    const { lead, facts, consent } = await readLead(manager(), { id: created.id })
    expect(lead).toMatchObject({
      via: 'manual',
      name: 'Divya Rao',
      email: 'divya@kite-energy.com',
      stage: 'new',
    })
    expect(lead.points).toBeGreaterThan(0)
    expect(facts.capturePoint).toBe('phone')
    expect(consent.given).toBeNull()
  })

  it('answers a twin of the last day with the lead it became', async () => {
    const input = { ...entry, campaignId: campaign.id, email: 'twin@kite-energy.com' }
    const first = await createLead(manager(), input)
    expect(await createLead(manager(), input)).toEqual({ kind: 'duplicate', id: first.id })
  })

  it('names the field at fault', async () => {
    const input = { ...entry, campaignId: campaign.id, email: 'odd@kite-energy.com' }
    await expect(createLead(manager(), { ...input, phone: '12' })).rejects.toMatchObject({
      details: { field: 'phone' },
    })
    await expect(
      createLead(manager(), { ...input, campaignId: '01890000-0000-7000-8000-000000000000' }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND', details: { field: 'campaignId' } })
  })

  it('a rep enters leads for themselves, not for a colleague', async () => {
    const rep = test.as('rep')
    const { memberId } = test.members.rep
    const own = await createLead(rep, {
      ...entry,
      campaignId: campaign.id,
      email: 'own@kite.com',
      ownerId: memberId,
    })
    expect((await readLead(rep, { id: own.id })).lead.owner?.id).toBe(memberId)
    const foreign = {
      ...entry,
      campaignId: campaign.id,
      email: 'foreign@kite.com',
      ownerId: test.members.manager.memberId,
    }
    await expect(createLead(rep, foreign)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})

describe('a lead and why', () => {
  let detail: LeadDetail
  let productId: string
  beforeAll(async () => {
    productId = await inOrganization(test.system, async ({ db, organizationId, newId }) => {
      const [asked, alike, other] = [newId(), newId(), newId()]
      await sql`insert into product (organization_id, id, kind, code, name, category, aliases, price_minor, currency) values
        (${organizationId}, ${asked}, 'service', 'BOIL', 'Boiler repair', 'Heating', '[]', 9900, 'USD'),
        (${organizationId}, ${alike}, 'service', 'RAD', 'Radiator balancing', 'Heating', '[]', null, null),
        (${organizationId}, ${other}, 'product', 'TAP', 'Kitchen tap', 'Kitchen', '[]', null, null)`.execute(
        db,
      )
      return asked
    })
    const { id } = await capture(test, hotSubmission(campaign))
    detail = await readLead(manager(), { id })
  })

  it('the reasons add up to the score', () => {
    const { score } = detail
    expect(score.reasons.reduce((sum, { points }) => sum + points, 0)).toBe(score.points)
    expect(score.groups.reduce((sum, { points }) => sum + points, 0)).toBe(score.points)
    expect(score.points).toBe(detail.lead.points)
  })

  it('says what would make it an A, or that it is one', () => {
    expect(detail.lead.grade).toBe('A')
    expect(detail.wayToA).toMatchObject({ kind: 'reached', points: detail.lead.points })
  })

  it('says why this owner: the rule, and everybody who was passed over', () => {
    const { whyOwner, lead } = detail
    expect(whyOwner.by).toBe('routing')
    expect(whyOwner.words).toContain(lead.owner?.name ?? '?')
    const chosen = whyOwner.steps.filter((step) => step.chosen)
    expect(chosen.length).toBe(1)
    expect(chosen[0]!.skipped.map(({ name }) => name).sort()).toEqual(['Ana Analyst', 'Victor Viewer'])
    expect(chosen[0]!.candidates.map(({ name }) => name)).toContain(lead.owner?.name)
  })

  it('says when an answer was promised', () => {
    expect(detail.promise).toMatchObject({ words: '2 hours', state: 'due' })
  })

  it('knows what was asked for', () => {
    expect(detail.lead.product).toEqual({ id: productId, name: 'Boiler repair' })
  })

  it('recommends what was asked for, then what is of the same kind, each with its reason', () => {
    expect(detail.products.map(({ name, reason }) => [name, reason])).toEqual([
      ['Boiler repair', 'Asked for “Boiler repair”'],
      ['Radiator balancing', 'Of the same kind as Boiler repair: Heating'],
    ])
  })

  it('is found by its public id as well', async () => {
    expect((await readLead(manager(), { id: detail.lead.leadId })).lead.id).toBe(detail.lead.id)
  })

  it('tells when a person gave it to somebody', async () => {
    const { id } = detail.lead
    const to = detail.lead.owner?.id === test.members.rep.memberId ? test.members.owner : test.members.rep
    clock += 1000
    await assignLeads(manager(), { target: { ids: [id] }, to: to.memberId })
    const { whyOwner } = await readLead(manager(), { id })
    expect(whyOwner).toMatchObject({ by: 'manual', words: `Mira Manager gave it to ${to.name}.`, steps: [] })
  })
})

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

describe('exporting', () => {
  const linesOf = async (raw: boolean, filter = {}, except: string[] = []): Promise<string[][]> => {
    let text = ''
    const columns = ['leadId', 'name', 'company', 'score'] as const
    const sort = { by: 'score', direction: 'desc' } as const
    const input = { filter, except, sort, columns: [...columns], raw }
    for await (const part of await exportLeads(manager(), input)) text += part
    return text
      .replace('\ufeff', '')
      .split('\r\n')
      .slice(0, -1)
      .map((line) => line.slice(1, -1).split('","'))
  }

  it('is exactly the list: the same leads in the same order', async () => {
    await foldAll(test)
    for (const filter of [{}, { grade: ['A' as const] }, { text: 'alvarez' }]) {
      const { items } = await listLeads(manager(), {
        filter,
        sort: { by: 'score', direction: 'desc' },
        size: 100,
      })
      const [header, ...rows] = await linesOf(false, filter)
      expect(header).toEqual(['Lead', 'Name', 'Company', 'Score'])
      expect(
        rows.map(([id, name, company, score]) => [
          id,
          unguardFormula(name!),
          unguardFormula(company!),
          Number(score),
        ]),
      ).toEqual(items.map((lead) => [lead.leadId, lead.name, lead.company ?? '', lead.points]))
    }
  })

  it('is all that match but those that were left out', async () => {
    const { items } = await listLeads(manager(), { filter: {}, sort: newest, size: 100 })
    const [first, second, ...others] = items
    const rows = (await linesOf(false, {}, [first!.id, second!.id])).slice(1)
    expect(rows.length).toBe(others.length)
    expect(new Set(rows.map(([id]) => id))).toEqual(new Set(others.map(({ leadId }) => leadId)))
  })

  it('runs nothing in a spreadsheet that somebody typed into a form', async () => {
    await capture(
      test,
      hotSubmission(campaign, { company: '=HYPERLINK(1)', firstName: '@SUM', lastName: 'X' }),
    )
    const cells = (await linesOf(false)).flat()
    expect(cells).toContain("'=HYPERLINK(1)")
    expect(cells).toContain("'@SUM X")
    expect((await linesOf(true)).flat()).toContain('=HYPERLINK(1)')
  })

  it('leaves a record of who exported which columns, and not of whom they searched for', async () => {
    await linesOf(false, { text: 'alvarez' })
    const rows = await inOrganization(
      test.system,
      async ({ db, organizationId }) =>
        (
          await sql<{ meta: Record<string, unknown>; actor_id: string }>`
          select meta, actor_id from audit where organization_id = ${organizationId} and action = 'leads.exported'
          order by id desc limit 1`.execute(db)
        ).rows,
    )
    expect(rows[0]?.actor_id).toBe(test.members.manager.memberId)
    expect(rows[0]?.meta['columns']).toEqual(['leadId', 'name', 'company', 'score'])
    expect(JSON.stringify(rows[0]?.meta)).not.toContain('alvarez')
  })

  it('writes every column there is', async () => {
    let text = ''
    for await (const part of await exportLeads(manager(), {
      filter: {},
      except: [],
      sort: newest,
      columns: [...EXPORT_COLUMNS],
      raw: false,
    }))
      text += part
    for (const line of text.split('\r\n').slice(0, -1))
      expect(line.split('","').length).toBe(EXPORT_COLUMNS.length)
  })
})
