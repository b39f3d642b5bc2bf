import type { LeadsChanged, LeadTarget } from '@tributary/contracts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestProduct, type TestProduct } from '../testing.ts'
import { addCampaign, type TestCampaign } from '../testing-leads.ts'
import { assignLeads } from './assign-leads.ts'
import { moveLeads } from './move-leads.ts'
import { listLeads } from './read-leads.ts'
import { removeLeads, restoreLeads } from './remove-leads.ts'
import { reviewLeads } from './review-leads.ts'
import { addHotLeads, expectTold, leadState, leadStates } from './testing-lead-states.ts'
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

const addLeads = (count: number) => addHotLeads(test, campaign, count)
const addLead = async (): Promise<string> => (await addLeads(1))[0]!
const statesOf = (ids: readonly string[]) => leadStates(test, ids)
const stateOf = (id: string) => leadState(test, id)
const expectToldByLedger = (id: string) => expectTold(test, id)
const of = (...ids: string[]): LeadTarget => ({ ids })
const manager = () => test.as('manager')
const repId = () => test.members.rep.memberId

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
