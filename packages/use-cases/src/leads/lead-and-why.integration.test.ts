import type { LeadDetail } from '@tributary/contracts'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inOrganization } from '../in-organization.ts'
import { openTestProduct, type TestProduct } from '../testing.ts'
import { addCampaign, capture, hotSubmission, type TestCampaign } from '../testing-leads.ts'
import { assignLeads } from './assign-leads.ts'
import { createLead } from './create-lead.ts'
import { readLead } from './read-lead.ts'

let test: TestProduct
let campaign: TestCampaign
let clock = Date.parse('2026-05-20T12:00:00Z')
beforeAll(async () => {
  test = await openTestProduct({ clock: () => clock })
  campaign = await addCampaign(test)
})
afterAll(() => test.close())

const manager = () => test.as('manager')
const entry = { firstName: 'Divya', lastName: 'Rao', metAt: 'phone' }

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
