import { readCaptureBody } from '@tributary/contracts'
import { sql } from 'kysely'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forgetOldAccess } from '../accounts/forget-old.ts'
import { captureDoorOf } from '../capture/capture-door.ts'
import { decideHeld } from '../capture/decide-held.ts'
import { readTouch } from '../capture/read-touch.ts'
import { inOrganization } from '../in-organization.ts'
import { editLead } from '../leads/edit-lead.ts'
import { logActivity } from '../leads/log-activity.ts'
import { listLeads } from '../leads/read-leads.ts'
import { removeLeads, restoreLeads } from '../leads/remove-leads.ts'
import { openTestProduct, type TestProduct } from '../testing.ts'
import { addCampaign, capture, foldAll, hotSubmission, type TestCampaign } from '../testing-leads.ts'
import { purgeBin } from './purge-bin.ts'
import { purgeHeld } from './purge-held.ts'
import { forgetOld } from './sweep.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

let test: TestProduct
let owner: Client
let campaign: TestCampaign
let clock = Date.parse('2026-05-20T12:00:00Z')
beforeAll(async () => {
  test = await openTestProduct({
    clock: () => clock,
    config: { captureLimits: { perIpPerMinute: 100, perCampaignPerHour: 0 } },
  })
  campaign = await addCampaign(test)
  owner = new Client({ connectionString: test.database.superuserUrl })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await test.close()
})

const manager = () => test.as('manager')
const rows = async (text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> =>
  (await owner.query(text, values)).rows
const count = async (table: string): Promise<number> =>
  (await rows(`select count(*)::int as n from ${table}`))[0]!['n'] as number
const person = (email: string) => ({ firstName: 'Zephyrine', lastName: 'Quill', email })
const inBin = async (email: string): Promise<string> => {
  const { id } = await capture(test, hotSubmission(campaign, person(email)))
  await removeLeads(manager(), { target: { ids: [id] } })
  return id
}
const contactOf = async (id: string) =>
  (
    await rows(
      `select c.* from contact c join lead l on l.organization_id = c.organization_id and l.contact_id = c.id
        where l.id = $1`,
      [id],
    )
  )[0]!
const leadOf = async (id: string) => (await rows('select * from lead where id = $1', [id]))[0]!

describe('the bin', () => {
  it('keeps a lead for 30 days, and then neither its words nor a person of no other lead', async () => {
    const id = await inBin('alone@quill.example')
    await foldAll(test)
    const tokens = await count('search_token')
    clock += 30 * DAY - MINUTE
    expect(await purgeBin(test.system)).toEqual({ purged: 0 })
    expect((await contactOf(id))['sealed']).not.toBeNull()
    clock += 2 * MINUTE
    expect(await purgeBin(test.system)).toEqual({ purged: 1 })
    expect(await contactOf(id)).toMatchObject({
      ...{ wrapped_key: null, sealed: null, email_index: null, phone_index: null },
      erased_at: new Date(clock),
    })
    expect(await leadOf(id)).toMatchObject({
      ...{ sealed: null, company: null, service_interest: null, tracking: {} },
      grade: 'A',
    })
    await foldAll(test)
    expect(await count('search_token')).toBeLessThan(tokens)
    expect(await purgeBin(test.system)).toEqual({ purged: 0 })
    expect(await rows("select 1 from event where type = 'lead.purged' and lead_id = $1", [id])).toHaveLength(
      1,
    )
    await expect(restoreLeads(manager(), { target: { ids: [id] } })).rejects.toMatchObject({
      code: 'VALIDATION_ERROR',
    })
  })

  it('lets go of the touches of whoever is forgotten, and of nobody else', async () => {
    const visit = (visitor: string) => ({ visitor_id: visitor, session_id: `${visitor}-session` })
    const browsed = async (email: string, visitor: string): Promise<string> => {
      await inOrganization({ ...test.public, now: clock - HOUR }, async (tx) => {
        const { touch } = readTouch({ ...visit(visitor), utm_source: 'google', utm_medium: 'cpc' }, [])
        tx.record({ type: 'touch.viewed', visitorId: visitor, payload: touch })
      })
      const sent = hotSubmission(campaign, person(email))
      const { id } = await capture(test, { ...sent, tracking: { ...sent.tracking, ...visit(visitor) } })
      return id
    }
    const gone = await browsed('gone@quill.example', 'visitor-gone')
    const stays = await browsed('still@quill.example', 'visitor-stays')
    await foldAll(test)
    const touchesOf = async (id: string) =>
      (await rows('select 1 from touch where contact_id = $1', [(await contactOf(id))['id']])).length
    expect([await touchesOf(gone), await touchesOf(stays)]).toEqual([2, 2])
    await removeLeads(manager(), { target: { ids: [gone] } })
    clock += 31 * DAY
    expect(await purgeBin(test.system)).toEqual({ purged: 1 })
    expect([await touchesOf(gone), await touchesOf(stays)]).toEqual([0, 2])
    expect(await rows("select 1 from touch where visitor_id = 'visitor-gone'")).toEqual([])
  })

  it('forgets nobody who has another lead, and nobody who comes back is mixed up with who was', async () => {
    const email = 'twice@quill.example'
    const id = await inBin(email)
    clock += 2 * DAY
    const { id: second } = await capture(test, hotSubmission(campaign, person(email)))
    clock += 31 * DAY
    expect(await purgeBin(test.system)).toEqual({ purged: 1 })
    expect((await leadOf(id))['sealed']).toBeNull()
    expect((await contactOf(second))['sealed']).not.toBeNull()
    await removeLeads(manager(), { target: { ids: [second] } })
    clock += 31 * DAY
    expect(await purgeBin(test.system)).toEqual({ purged: 1 })
    expect((await contactOf(second))['sealed']).toBeNull()
    const { id: third } = await capture(test, hotSubmission(campaign, person(email)))
    expect((await contactOf(third))['id']).not.toBe((await contactOf(second))['id'])
  })

  it('leaves what is not in it alone', async () => {
    const { id } = await capture(test, hotSubmission(campaign, person('stays@quill.example')))
    clock += 400 * DAY
    await purgeBin(test.system)
    const filter = { ids: [id] }
    const sort = { by: 'captured', direction: 'desc' } as const
    const page = await listLeads(manager(), { filter, sort, size: 1 })
    expect(page.items[0]).toMatchObject({ name: 'Zephyrine Quill' })
  })
})

describe('what was held', () => {
  const trap = async (email: string): Promise<string> => {
    const { contact, ...rest } = hotSubmission(campaign, person(email))
    const [{ token }] = (await rows('select token from campaign where id = $1', [campaign.id])) as [
      { token: string },
    ]
    const before = (await rows('select id from held_submission')).map(({ id }) => id)
    await captureDoorOf(test.product).submit({
      ...readCaptureBody({ ...rest, contact, form_metadata: { website_url: 'https://robots.example' } }),
      caller: { kind: 'public', origin: null, token },
      way: 'form',
      ip: null,
      now: clock,
      skipLimits: true,
    })
    const [id] = (await rows('select id from held_submission')).filter((row) => !before.includes(row['id']))
    return id!['id'] as string
  }
  const heldOf = async (id: string) => (await rows('select * from held_submission where id = $1', [id]))[0]!
  const nothing = Buffer.alloc(0)

  it('spam that nobody let in within 30 days can be read by nobody any more', async () => {
    const id = await trap('robot@quill.example')
    clock += 30 * DAY - MINUTE
    expect(await purgeHeld(test.system)).toEqual({ purged: 0 })
    expect(await heldOf(id)).toMatchObject({ state: 'held', kind: 'spam' })
    clock += 2 * MINUTE
    expect(await purgeHeld(test.system)).toEqual({ purged: 1 })
    expect(await heldOf(id)).toMatchObject({ state: 'discarded', wrapped_key: nothing, sealed: nothing })
    const decided = "select payload from event where type = 'submission.decided' and payload->>'heldId' = $1"
    expect(await rows(decided, [id])).toEqual([
      { payload: { heldId: id, kind: 'spam', decision: 'discarded' } },
    ])
    expect(await purgeHeld(test.system)).toEqual({ purged: 0 })
    expect(await decideHeld(manager(), { ids: [id], decision: 'release' })).toEqual([
      { id, result: 'already_decided' },
    ])
  })

  it('what a person decided keeps its words for 30 days more, and its decision for good', async () => {
    const id = await trap('human@quill.example')
    clock += 29 * DAY
    expect(await decideHeld(manager(), { ids: [id], decision: 'release' })).toMatchObject([
      { result: 'released' },
    ])
    clock += 29 * DAY
    expect(await purgeHeld(test.system)).toEqual({ purged: 0 })
    clock += 2 * DAY
    expect(await purgeHeld(test.system)).toEqual({ purged: 1 })
    expect(await heldOf(id)).toMatchObject({ state: 'released', sealed: nothing })
  })

  it('what came over the limit waits for a person however long', async () => {
    const id = await trap('late@quill.example')
    await rows("update held_submission set kind = 'quarantined' where id = $1", [id])
    clock += 400 * DAY
    await purgeHeld(test.system)
    expect(await heldOf(id)).toMatchObject({ state: 'held' })
  })
})

describe('what has had its day', () => {
  it('offers of undo and kept answers go after a day', async () => {
    const { id } = await capture(test, hotSubmission(campaign))
    await editLead(manager(), { id, company: 'Kept' })
    await inOrganization(test.system, ({ db, organizationId, newId, now }) =>
      sql`insert into idempotency (organization_id, campaign_id, credential, key_hash, request_hash, code, lead_id,
          public_id, created_at)
        values (${organizationId}, ${campaign.id}, 'x', '\x01', '\x02', 201, ${newId()}, '\x03', ${new Date(now)})`.execute(
        db,
      ),
    )
    clock += DAY - MINUTE
    await logActivity(manager(), { id, kind: 'note_added', text: 'Later.' })
    await forgetOld(test.system)
    expect([await count('idempotency'), await count("undo where kind = 'leads.edit'")]).toEqual([1, 1])
    clock += 2 * MINUTE
    await forgetOld(test.system)
    expect([await count('idempotency'), await count("undo where kind = 'leads.edit'")]).toEqual([0, 0])
    expect(await count("undo where kind = 'leads.activity'")).toBe(1)
  })

  it('ended sessions and counts of addresses go, those that count stay', async () => {
    await rows('delete from auth_session')
    await test.cookieOf('rep')
    clock += 20 * HOUR
    await test.cookieOf('owner')
    const rate = (address: string, ago: number) =>
      rows('insert into capture_rate values ($1, $2, 5)', [Buffer.from(address), new Date(clock - ago)])
    await rate('long past', 2 * HOUR)
    await rate('just now', MINUTE)
    clock += 5 * HOUR
    await rate('this minute', 0)
    await forgetOldAccess(test.product)
    expect(await rows('select user_id from auth_session')).toEqual([{ user_id: test.members.owner.userId }])
    expect((await rows('select address from capture_rate')).map(({ address }) => String(address))).toEqual([
      'this minute',
    ])
  })
})
