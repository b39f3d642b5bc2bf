import type { LeadTarget } from '@tributary/contracts'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { inOrganization } from '../in-organization.ts'
import { openTestProduct, type TestProduct } from '../testing.ts'
import { addCampaign, foldAll, type TestCampaign } from '../testing-leads.ts'
import { assignLeads } from './assign-leads.ts'
import { moveLeads } from './move-leads.ts'
import { listLeads } from './read-leads.ts'
import { removeLeads } from './remove-leads.ts'
import { reviewLeads } from './review-leads.ts'
import { addHotLeads, expectTold, leadState, leadStates, openLoads } from './testing-lead-states.ts'

let test: TestProduct
let campaign: TestCampaign
let clock = Date.parse('2026-05-20T12:00:00Z')
beforeAll(async () => {
  test = await openTestProduct({ clock: () => clock })
  campaign = await addCampaign(test, { autoAssign: false })
})
afterAll(() => test.close())
beforeEach(() => {
  clock += 60_000
})

const addLeads = (count: number) => addHotLeads(test, campaign, count)
const addLead = async (): Promise<string> => (await addLeads(1))[0]!
const statesOf = (ids: readonly string[]) => leadStates(test, ids)
const stateOf = (id: string) => leadState(test, id)
const expectToldByLedger = (id: string) => expectTold(test, id)
const loads = () => openLoads(test)
const of = (...ids: string[]): LeadTarget => ({ ids })
const manager = () => test.as('manager')
const rep = () => test.as('rep')
const repId = () => test.members.rep.memberId

describe('reviewing', () => {
  it('a rejection needs a reason, and the reason is kept', async () => {
    const id = await addLead()
    await expect(reviewLeads(manager(), { target: of(id), to: 'rejected' })).rejects.toMatchObject({
      code: 'VALIDATION_ERROR',
      details: { field: 'reason' },
    })
    await reviewLeads(manager(), { target: of(id), to: 'rejected', reason: 'too_small' })
    expect(await stateOf(id)).toMatchObject({ review: 'rejected', review_reason: 'too_small' })
    await expectToldByLedger(id)
  })

  it('deciding the same again changes nothing and leaves nothing to undo', async () => {
    const id = await addLead()
    await reviewLeads(manager(), { target: of(id), to: 'accepted' })
    const again = await reviewLeads(manager(), { target: of(id), to: 'accepted' })
    expect(again).toMatchObject({ changed: 0, unchanged: 1, undoId: null })
  })
})

describe('moving through the pipeline', () => {
  it('a proposal opens a deal with its value, winning closes it', async () => {
    const id = await addLead()
    await moveLeads(manager(), { target: of(id), to: 'proposal', valueMinor: 250_000 })
    expect((await stateOf(id))['deals']).toMatchObject([{ stage: 'open', amount_minor: 250_000 }])
    await moveLeads(manager(), { target: of(id), to: 'won', valueMinor: 240_000 })
    const won = await stateOf(id)
    expect(won['deals']).toMatchObject([{ stage: 'won', amount_minor: 240_000 }])
    expect(won).toMatchObject({ stage: 'won', ever_qualified: true })
    await expectToldByLedger(id)
  })

  it('losing needs a reason, and a won lead is opened before it is lost', async () => {
    const id = await addLead()
    await expect(moveLeads(manager(), { target: of(id), to: 'lost' })).rejects.toMatchObject({
      details: { field: 'lostReason' },
    })
    await moveLeads(manager(), { target: of(id), to: 'won' })
    await expect(
      moveLeads(manager(), { target: of(id), to: 'lost', lostReason: 'price' }),
    ).rejects.toMatchObject({ code: 'VALIDATION_ERROR' })
    await moveLeads(manager(), { target: of(id), to: 'proposal' })
    await moveLeads(manager(), { target: of(id), to: 'lost', lostReason: 'price' })
    expect((await stateOf(id))['deals']).toMatchObject([{ stage: 'lost', lost_reason: 'price' }])
    await expectToldByLedger(id)
  })

  it('going back before the proposal takes the open deal away', async () => {
    const id = await addLead()
    await moveLeads(manager(), { target: of(id), to: 'proposal' })
    await moveLeads(manager(), { target: of(id), to: 'contacted' })
    expect(await stateOf(id)).toMatchObject({ stage: 'contacted', ever_qualified: true, deals: [] })
    await expectToldByLedger(id)
  })
})

describe('whose lead it is', () => {
  it('a rep takes a free lead, puts it back, and changes nobody else’s', async () => {
    const id = await addLead()
    await assignLeads(rep(), { target: of(id), to: repId() })
    expect((await stateOf(id)).owner_id).toBe(repId())
    await assignLeads(rep(), { target: of(id), to: null })
    expect((await stateOf(id))['waiting_since']).not.toBeNull()
    await assignLeads(manager(), { target: of(id), to: test.members.manager.memberId })
    for (const attempt of [
      () => assignLeads(rep(), { target: of(id), to: repId() }),
      () => reviewLeads(rep(), { target: of(id), to: 'accepted' }),
      () => moveLeads(rep(), { target: of(id), to: 'contacted' }),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expectToldByLedger(id)
  })

  it('analysts and viewers change nothing', async () => {
    const id = await addLead()
    for (const role of ['analyst', 'viewer'] as const)
      await expect(reviewLeads(test.as(role), { target: of(id), to: 'accepted' })).rejects.toMatchObject({
        code: 'FORBIDDEN',
      })
  })

  it('who is full gets no further lead, and among many as many as fit', async () => {
    const ids = await addLeads(4)
    const { kept } = await loads()
    const had = kept[test.members.admin.memberId] ?? 0
    const capacity = had + 2
    await inOrganization(test.system, ({ db, organizationId }) =>
      sql`update member set capacity = ${capacity} where organization_id = ${organizationId}
        and id = ${test.members.admin.memberId}`.execute(db),
    )
    const done = await assignLeads(manager(), { target: of(...ids), to: test.members.admin.memberId })
    expect(done.changed).toBe(2)
    expect(done.failures).toMatchObject([{ reason: 'at-capacity', count: 2 }])
  })

  it('who is away may get one, and the answer says so', async () => {
    const id = await addLead()
    await inOrganization(test.system, ({ db, organizationId }) =>
      sql`update member set away_from = ${new Date(clock - 1000)}, away_until = ${new Date(clock + 86_400_000)}
        where organization_id = ${organizationId} and id = ${test.members.owner.memberId}`.execute(db),
    )
    const done = await assignLeads(manager(), { target: of(id), to: test.members.owner.memberId })
    expect(done.changed).toBe(1)
    expect(done.warnings).toEqual(['Olivia Owner is away.'])
  })
})

describe('changing many', () => {
  it('groups what failed by its reason, and changes the rest', async () => {
    const [mine, free, foreign] = await addLeads(3)
    await assignLeads(manager(), { target: of(mine!), to: repId() })
    await assignLeads(manager(), { target: of(foreign!), to: test.members.manager.memberId })
    const nobodys = '01890000-0000-7000-8000-000000000000'
    const done = await reviewLeads(rep(), { target: of(mine!, free!, foreign!, nobodys), to: 'accepted' })
    expect(done.changed).toBe(2)
    expect(done.failures).toEqual([
      { reason: 'not-yours', message: expect.stringContaining('someone else'), count: 1, ids: [foreign] },
      { reason: 'missing', message: 'This lead does not exist.', count: 1, ids: [nobodys] },
    ])
  })

  it('all that match a filter but some, although they stop matching while they are changed', async () => {
    const ids = await addLeads(230)
    await foldAll(test)
    const done = await moveLeads(manager(), {
      target: { filter: { ids, stage: ['new'] }, except: [ids[7]!] },
      to: 'contacted',
    })
    expect(done.changed).toBe(229)
    const states = await statesOf(ids)
    expect(states.filter(({ stage }) => stage === 'new').map(({ id }) => id)).toEqual([ids[7]])
  })
})

describe('two people at once', () => {
  it('the second is told who changed the lead, and when, and nothing is overwritten', async () => {
    const id = await addLead()
    const sort = { by: 'captured', direction: 'desc' } as const
    const [seen] = (await listLeads(manager(), { filter: { ids: [id] }, sort, size: 1 })).items
    clock += 5000
    await moveLeads(test.as('owner'), { target: of(id), to: 'qualified' })
    const late = moveLeads(manager(), { target: of(id), to: 'contacted', expectedUpdatedAt: seen!.updatedAt })
    await expect(late).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('Olivia Owner'),
      details: { extra: { by: 'Olivia Owner', at: new Date(clock).toISOString() } },
    })
    expect((await stateOf(id)).stage).toBe('qualified')
  })

  it('fifty at once leave the counts of open leads exact', async () => {
    const ids = await addLeads(50)
    const people = [repId(), test.members.manager.memberId, null]
    await Promise.all(
      ids.map(async (id, n) => {
        await assignLeads(manager(), { target: of(id), to: people[n % 3]! })
        if (n % 4 === 0) await moveLeads(manager(), { target: of(id), to: 'won' })
        if (n % 5 === 0) await reviewLeads(manager(), { target: of(id), to: 'rejected', reason: 'other' })
        if (n % 7 === 0) await removeLeads(manager(), { target: of(id) })
      }),
    )
    const { kept, counted } = await loads()
    expect(kept).toEqual(counted)
  })
})
