import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { inOrganization } from '../in-organization.ts'
import { assignLeads } from '../leads/assign-leads.ts'
import { logActivity } from '../leads/log-activity.ts'
import { setNextStep } from '../leads/set-next-step.ts'
import { openTestProduct, type TestProduct } from '../testing.ts'
import { addCampaign, capture, hotSubmission, type TestCampaign } from '../testing-leads.ts'
import { readHome } from './read-home.ts'

const HOUR = 3_600_000
let clock = Date.parse('2026-05-20T12:00:00Z')
let test: TestProduct
let campaign: TestCampaign
beforeAll(async () => {
  test = await openTestProduct({ clock: () => clock })
})
afterAll(() => test.close())

const rep = () => test.as('rep')
const addMine = async (): Promise<string> => {
  const { id } = await capture(test, hotSubmission(campaign))
  await assignLeads(test.as('manager'), { target: { ids: [id] }, to: test.members.rep.memberId })
  return id
}

it('a new organization sees what is left before leads flow', async () => {
  const { checklist, late, waiting } = await readHome(rep())
  expect(checklist.map(({ step, done }) => [step, done])).toEqual([
    ['campaign', false],
    ['capture', false],
    ['products', false],
    ['offices', false],
    ['team', true],
    ['notifications', false],
    ['first_lead', false],
  ])
  expect(late.total.count + waiting.total.count).toBe(0)
})

it('shows my leads past their promise first, then those within it, and drops what was contacted', async () => {
  campaign = await addCampaign(test, { autoAssign: false })
  const first = await addMine()
  clock += 3 * HOUR
  const second = await addMine()
  const answered = await addMine()
  await logActivity(rep(), { id: answered, kind: 'call_made', text: '' })
  const { late, fresh, checklist } = await readHome(rep())
  expect(late.leads.map(({ id }) => id)).toEqual([first])
  expect(fresh.leads.map(({ id }) => id)).toEqual([second])
  expect(checklist.filter(({ done }) => done).map(({ step }) => step)).toEqual([
    'campaign',
    'team',
    'first_lead',
  ])
  expect((await readHome(test.as('manager'))).late.leads).toEqual([])
})

it('shows next steps that were missed and those of the next day, the earliest first', async () => {
  const ids = [await addMine(), await addMine(), await addMine(), await addMine()]
  const at = (hours: number) => new Date(clock + hours * HOUR).toISOString()
  for (const [n, hours] of [5, -2, 1, 30].entries())
    await setNextStep(rep(), { id: ids[n]!, step: { at: at(hours), text: `Step ${n}` }, done: false })
  const { overdue, upcoming } = await readHome(rep())
  expect(overdue.leads.map(({ nextStep }) => nextStep?.text)).toEqual(['Step 1'])
  expect(upcoming.leads.map(({ nextStep }) => nextStep?.text)).toEqual(['Step 2', 'Step 0'])
  expect(upcoming.total).toEqual({ count: 2, more: false })
})

it('shows leads that wait for somebody, longest first, to everybody', async () => {
  const pooled = await Promise.all([1, 2].map(async () => (await capture(test, hotSubmission(campaign))).id))
  await inOrganization(test.system, ({ db, organizationId }) =>
    sql`update lead set owner_id = null, waiting_since = ${new Date(clock)}::timestamptz - (case when id = ${pooled[1]} then 2 else 1 end) * interval '1 hour'
      where organization_id = ${organizationId} and id = any(${pooled}::uuid[])`.execute(db),
  )
  const { waiting } = await readHome(test.as('viewer'))
  expect(waiting.leads.map(({ id }) => id)).toEqual([pooled[1], pooled[0]])
})

it('shows notifications that need a person', async () => {
  const id = await addMine()
  await inOrganization(test.system, async (tx) => {
    const { rows } = await sql<{ id: string }>`
      select id from event where organization_id = ${tx.organizationId} and lead_id = ${id} limit 1`.execute(
      tx.db,
    )
    tx.owe({ eventId: rows[0]!.id, kind: 'email.owner', target: 'somebody', leadId: id, why: 'a new lead' })
  })
  await inOrganization(test.system, ({ db, organizationId }) =>
    sql`update effect set state = 'dead', reason = 'mailbox full' where organization_id = ${organizationId}
      and lead_id = ${id}`.execute(db),
  )
  const { effects } = await readHome(rep())
  expect(effects).toMatchObject([{ kind: 'email.owner', state: 'dead', reason: 'mailbox full', leadId: id }])
})
