import type { LeadsChanged, LeadTarget } from '@tributary/contracts'
import { foldLead, type LedgerEvent } from '@tributary/ledger'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { inOrganization } from '../in-organization.ts'
import { bearsLoad } from '../routing/load.ts'
import { openTestProduct, type TestProduct } from '../testing.ts'
import { addCampaign, capture, foldAll, hotSubmission, type TestCampaign } from '../testing-leads.ts'
import { assignLeads } from './assign-leads.ts'
import { moveLeads } from './move-leads.ts'
import { listLeads } from './read-leads.ts'
import { removeLeads, restoreLeads } from './remove-leads.ts'
import { reviewLeads } from './review-leads.ts'
import { undoChange } from './undo-change.ts'

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

const addLeads = async (count: number): Promise<string[]> => {
  const answers = await Promise.all(
    Array.from({ length: count }, () => capture(test, hotSubmission(campaign))),
  )
  return answers.map(({ id }) => id)
}
const addLead = async (): Promise<string> => (await addLeads(1))[0]!

type Row = Record<string, unknown> & { id: string; stage: string; owner_id: string | null }

/** Everything of these leads but when they were touched last, with their deals. */
const statesOf = (ids: readonly string[]): Promise<Row[]> =>
  inOrganization(test.system, async ({ db, organizationId }) => {
    const { rows } = await sql<Row>`
      select l.*, coalesce((select jsonb_agg(to_jsonb(d) - 'updated_at' order by d.id) from deal d
        where d.organization_id = l.organization_id and d.lead_id = l.id), '[]') as deals
      from lead l where l.organization_id = ${organizationId} and l.id = any(${[...ids]}::uuid[]) order by l.id`.execute(
      db,
    )
    return rows.map(({ updated_at: _touched, ...row }) => row as Row)
  })
const stateOf = async (id: string): Promise<Row> => (await statesOf([id]))[0]!

const loads = (): Promise<{ kept: Record<string, number>; counted: Record<string, number> }> =>
  inOrganization(test.system, async ({ db, organizationId }) => {
    const { rows } = await sql<{
      kept: Record<string, number> | null
      counted: Record<string, number> | null
    }>`
      select (select load->'open' from capture_state where organization_id = ${organizationId}) as kept,
        (select jsonb_object_agg(owner_id, n) from (select l.owner_id, count(*) as n from lead l
          where l.organization_id = ${organizationId} and ${bearsLoad} group by 1) o) as counted`.execute(db)
    return { kept: rows[0]?.kept ?? {}, counted: rows[0]?.counted ?? {} }
  })

const eventsOf = (id: string): Promise<LedgerEvent[]> =>
  inOrganization(test.system, async ({ db, organizationId }) => {
    const { rows } = await sql<Record<string, string>>`
      select id, type, occurred_at, lead_id, contact_id, campaign_id, payload from event
      where organization_id = ${organizationId} and lead_id = ${id}`.execute(db)
    return rows.map(
      (row) =>
        ({
          id: row['id'],
          type: row['type'],
          occurredAt: new Date(row['occurred_at'] ?? '').getTime(),
          leadId: row['lead_id'],
          contactId: row['contact_id'],
          campaignId: row['campaign_id'],
          payload: row['payload'],
        }) as unknown as LedgerEvent,
    )
  })

const timeOf = (value: unknown): number | null =>
  value === null ? null : new Date(value as string).getTime()

/** The row is what the ledger says about it. */
const expectToldByLedger = async (id: string): Promise<void> => {
  const told = foldLead(await eventsOf(id))!
  const row = await stateOf(id)
  expect({
    stage: row['stage'],
    review: row['review'],
    reason: row['review_reason'],
    lost: row['lost_reason'],
    owner: row['owner_id'],
    assigned: timeOf(row['assigned_at']),
    ever: row['ever_qualified'],
    removed: row['deleted_at'] !== null,
    deals: (row['deals'] as { id: string; stage: string; amount_minor: number }[]).map((deal) => [
      deal.id,
      deal.stage,
      deal.amount_minor,
    ]),
  }).toEqual({
    stage: told.traits.stage,
    review: told.traits.review,
    reason: told.reviewReason,
    lost: told.lostReason,
    owner: told.traits.ownerId,
    assigned: told.assignedAt,
    ever: told.traits.everQualified,
    removed: told.removed,
    deals: told.deals
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ id: deal, stage, amountMinor }) => [deal, stage, amountMinor]),
  })
}

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

describe('undo', () => {
  const bulk: [string, (ids: string[]) => Promise<LeadsChanged>][] = [
    ['a decision', (ids) => reviewLeads(manager(), { target: of(...ids), to: 'rejected', reason: 'spam' })],
    ['a stage', (ids) => moveLeads(manager(), { target: of(...ids), to: 'qualified' })],
    [
      'a win, with its deals',
      (ids) => moveLeads(manager(), { target: of(...ids), to: 'won', valueMinor: 5 }),
    ],
    ['a loss', (ids) => moveLeads(manager(), { target: of(...ids), to: 'lost', lostReason: 'no_budget' })],
    ['an owner', (ids) => assignLeads(manager(), { target: of(...ids), to: repId() })],
    ['the way back into the pool', (ids) => assignLeads(manager(), { target: of(...ids), to: null })],
    ['a deletion', (ids) => removeLeads(manager(), { target: of(...ids) })],
  ]

  it.each(bulk)('brings %s back exactly, for leads in every state at once', async (_, change) => {
    const ids = await addLeads(6)
    await assignLeads(manager(), { target: of(ids[0]!, ids[1]!), to: repId() })
    await moveLeads(manager(), { target: of(ids[1]!, ids[2]!), to: 'proposal', valueMinor: 900 })
    await moveLeads(manager(), { target: of(ids[3]!), to: 'lost', lostReason: 'price' })
    await reviewLeads(manager(), { target: of(ids[4]!), to: 'rejected', reason: 'competitor' })
    const before = await statesOf(ids)
    clock += 60_000
    const done = await change(ids)
    expect(done.changed).toBeGreaterThan(0)
    expect(await statesOf(ids)).not.toEqual(before)
    clock += 60_000
    const undone = await undoChange(manager(), { undoId: done.undoId! })
    expect(undone.changed).toBe(done.changed)
    expect(await statesOf(ids)).toEqual(before)
    for (const id of ids) await expectToldByLedger(id)
  })

  it('happens once, and only by who made the change', async () => {
    const id = await addLead()
    const { undoId } = await reviewLeads(manager(), { target: of(id), to: 'accepted' })
    await expect(undoChange(test.as('owner'), { undoId: undoId! })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    await undoChange(manager(), { undoId: undoId! })
    await expect(undoChange(manager(), { undoId: undoId! })).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  it('leaves what somebody else changed since, and says so', async () => {
    const [kept, moved] = await addLeads(2)
    const { undoId } = await moveLeads(manager(), { target: of(kept!, moved!), to: 'contacted' })
    await moveLeads(test.as('owner'), { target: of(moved!), to: 'qualified' })
    const undone = await undoChange(manager(), { undoId: undoId! })
    expect(undone).toMatchObject({ changed: 1, failures: [{ reason: 'changed-since', ids: [moved] }] })
    expect((await stateOf(moved!)).stage).toBe('qualified')
    expect((await stateOf(kept!)).stage).toBe('new')
  })

  it('takes back a change of several batches at once', async () => {
    const ids = await addLeads(450)
    const before = await statesOf(ids)
    const done = await reviewLeads(manager(), { target: { filter: { ids }, except: [] }, to: 'accepted' })
    expect(done).toMatchObject({ changed: 450, leads: [] })
    await undoChange(manager(), { undoId: done.undoId! })
    expect(await statesOf(ids)).toEqual(before)
  })
})

describe('deleting', () => {
  it('takes leads out of lists and brings them back for 30 days', async () => {
    const [soon, late] = await addLeads(2)
    await removeLeads(manager(), { target: of(soon!, late!) })
    const filter = { ids: [soon!, late!] }
    const sort = { by: 'captured', direction: 'desc' } as const
    expect((await listLeads(manager(), { filter, sort, size: 10 })).items).toEqual([])
    await expect(moveLeads(manager(), { target: of(soon!), to: 'contacted' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    await restoreLeads(manager(), { target: of(soon!) })
    expect((await listLeads(manager(), { filter, sort, size: 10 })).items.map(({ id }) => id)).toEqual([soon])
    const thirtyDays = { ...manager(), now: clock + 31 * 86_400_000 }
    await expect(restoreLeads(thirtyDays, { target: of(late!) })).rejects.toMatchObject({
      code: 'VALIDATION_ERROR',
    })
    await expectToldByLedger(soon!)
  })
})

describe('the bin', () => {
  it('gives back all that match but some, with one undo', async () => {
    const ids = await addLeads(4)
    await removeLeads(manager(), { target: { ids: ids.slice(0, 3) } })
    const filter = { ids, deleted: true as const }
    const done = await restoreLeads(manager(), { target: { filter, except: [ids[2]!] } })
    expect(done).toMatchObject({ changed: 2, failures: [] })
    const sort = { by: 'captured', direction: 'desc' } as const
    const inBin = async () =>
      (await listLeads(manager(), { filter, sort, size: 10 })).items.map(({ id }) => id).toSorted()
    expect(await inBin()).toEqual([ids[2]])
    await undoChange(manager(), { undoId: done.undoId! })
    expect(await inBin()).toEqual(ids.slice(0, 3).toSorted())
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
