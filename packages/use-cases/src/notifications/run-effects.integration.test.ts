import { type Fakes, startFakes } from '@tributary/connectors/fakes'
import type { EffectKind } from '@tributary/contracts'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { inOrganization } from '../in-organization.ts'
import { sweep } from '../operations/sweep.ts'
import { openTestProduct, type TestOrganization, type TestProduct } from '../testing.ts'
import { addCampaign, capture, foldAll, hotSubmission } from '../testing-leads.ts'
import { claimEffects } from './claim-effects.ts'
import { listDeliveries, readDelivery } from './list-deliveries.ts'
import { connectSlack, disconnectSlack, readNotificationSettings, sendTest } from './notification-settings.ts'
import { redrive } from './redrive.ts'
import { runEffects } from './run-effects.ts'

const HOOK = '/services/T000/B000/abcdef123456'
const SECOND = 1_000

let fakes: Fakes
let house: TestProduct
beforeAll(async () => {
  fakes = await startFakes()
  house = await openTestProduct({
    config: { slackBaseUrl: fakes.url, smtpUrl: `smtp://127.0.0.1:${fakes.smtpPort}` },
  })
})
afterAll(async () => {
  await house.close()
  await fakes.close()
})
beforeEach(() => fakes.reset())

type Effect = { id: string; state: string; reason: string | null; attempts: number; wait: number | null }

/** A shop with Slack and one hot lead whose notifications are owed. */
const shopWithLead = async (name: string, { slack = true } = {}): Promise<TestOrganization> => {
  const shop = await house.addOrganization(name)
  if (slack) await connectSlack(shop.as('owner'), { webhookUrl: `https://hooks.slack.com${HOOK}`, name: '' })
  await capture(shop, hotSubmission(await addCampaign(shop)))
  await foldAll(shop)
  return shop
}

const effectsOf = ({ system }: TestOrganization, kind: EffectKind): Promise<Effect[]> =>
  inOrganization(system, async ({ db, organizationId }) => {
    const { rows } = await sql<Effect>`
      select id, state, reason, attempts, extract(epoch from next_at - now())::float as wait from effect
      where organization_id = ${organizationId} and kind = ${kind} order by id`.execute(db)
    return rows
  })

const theEffect = async (shop: TestOrganization, kind: EffectKind = 'slack.hot_lead'): Promise<Effect> =>
  (await effectsOf(shop, kind))[0]!

/** Tries it so many milliseconds from now. */
const tryAt = (shop: TestOrganization, { id }: { id: string }, ms: number) =>
  runEffects({ ...shop.system, now: Date.now() + ms }, { effectIds: [id] })

const posts = () => fakes.state().slack.posts
const mails = () => fakes.state().smtp.mails

describe('a hot lead', () => {
  it('is announced in Slack with its reasons, once', async () => {
    const shop = await shopWithLead('Slack')
    const effect = await theEffect(shop)
    await Promise.all([tryAt(shop, effect, 0), tryAt(shop, effect, 0), tryAt(shop, effect, 0)])
    expect(posts()).toHaveLength(1)
    expect(posts()[0]!.operationId).toBe(effect.id)
    expect(JSON.stringify(posts()[0]!.payload)).toContain('Business e-mail: 15')
    expect(await theEffect(shop)).toMatchObject({ state: 'succeeded', attempts: 1 })
  })

  it('is mailed to its owner, who is told why it is theirs', async () => {
    const shop = await shopWithLead('Mail')
    await tryAt(shop, await theEffect(shop, 'email.owner'), 0)
    expect(mails()).toHaveLength(1)
    expect(JSON.stringify(mails()[0])).toContain('Alvarez Works')
    const detail = await readDelivery(shop.as('owner'), { id: (await theEffect(shop, 'email.owner')).id })
    expect(detail).toMatchObject({ state: 'succeeded', why: 'the lead came in and was given to them' })
    expect(detail.tries).toMatchObject([{ n: 1, outcome: 'ok', httpStatus: 250 }])
    expect(detail.reference).toContain(detail.operationId)
  })
})

describe('a fault that may pass', () => {
  it('is tried again after 5 s, 30 s, 2 min and 10 min, and then given up', async () => {
    fakes.script({ service: 'slack', action: { type: 'status', status: 500 } })
    const shop = await shopWithLead('Faults')
    let elapsed = 0
    for (const wait of [5, 30, 120, 600]) {
      await tryAt(shop, await theEffect(shop), elapsed)
      const effect = await theEffect(shop)
      expect(effect.state).toBe('pending')
      expect(effect.wait! - elapsed / SECOND).toBeGreaterThan(wait * 0.8 - 2)
      expect(effect.wait! - elapsed / SECOND).toBeLessThanOrEqual(wait * 1.2)
      elapsed += wait * 1.2 * SECOND + 100
    }
    await tryAt(shop, await theEffect(shop), elapsed)
    expect(await theEffect(shop)).toMatchObject({
      state: 'dead',
      reason: 'http 500, after 5 tries',
      attempts: 5,
    })
  })

  it('is not tried before its time', async () => {
    fakes.script({ service: 'slack', action: { type: 'status', status: 500 }, times: 1 })
    const shop = await shopWithLead('Early')
    const effect = await theEffect(shop)
    await tryAt(shop, effect, 0)
    await tryAt(shop, effect, 2 * SECOND)
    expect(posts()).toHaveLength(0)
    await tryAt(shop, effect, 7 * SECOND)
    expect(posts()).toHaveLength(1)
  })

  it('waits as long as the other side asks', async () => {
    fakes.script({
      service: 'slack',
      action: { type: 'status', status: 429, headers: { 'retry-after': '90' } },
      times: 1,
    })
    const shop = await shopWithLead('Asked')
    await tryAt(shop, await theEffect(shop), 0)
    const effect = await theEffect(shop)
    expect(effect.state).toBe('pending')
    expect(effect.wait).toBeGreaterThan(88)
  })

  it('that nobody can know the end of is tried again under the same id', async () => {
    fakes.script({ service: 'smtp', action: { type: 'drop_after_data' }, times: 1 })
    const shop = await shopWithLead('Unknown')
    const effect = await theEffect(shop, 'email.owner')
    await tryAt(shop, effect, 0)
    const { tries } = await readDelivery(shop.as('owner'), { id: effect.id })
    expect(tries).toMatchObject([{ outcome: 'unknown_outcome' }])
    await tryAt(shop, effect, 7 * SECOND)
    const ids = mails().map((mail) => (mail as { messageId?: string }).messageId)
    expect(ids).toHaveLength(2)
    expect(new Set(ids).size).toBe(1)
    expect(await theEffect(shop, 'email.owner')).toMatchObject({ state: 'succeeded', attempts: 2 })
  })

  it('of many calls at once gives the other side a rest', async () => {
    fakes.script({ service: 'slack', action: { type: 'status', status: 500 } })
    const shop = await house.addOrganization('Rest')
    await connectSlack(shop.as('owner'), { webhookUrl: `https://hooks.slack.com${HOOK}`, name: '' })
    const campaign = await addCampaign(shop)
    for (let i = 0; i < 14; i++) await capture(shop, hotSubmission(campaign))
    await foldAll(shop)
    const ids = (await effectsOf(shop, 'slack.hot_lead')).map(({ id }) => id)
    await runEffects(shop.system, { effectIds: ids.slice(0, 10) })
    const before = fakes.journal().length
    await runEffects(shop.system, { effectIds: ids.slice(10) })
    expect(fakes.journal()).toHaveLength(before)
    const waiting = (await effectsOf(shop, 'slack.hot_lead')).filter(({ attempts }) => attempts === 0)
    expect(waiting).toHaveLength(4)
    expect(waiting[0]!.reason).toBe('waits while the other side does not answer')
    // Half a minute later one call at a time finds out.
    await runEffects({ ...shop.system, now: Date.now() + 45 * SECOND }, { effectIds: ids.slice(10) })
    expect(fakes.journal().length).toBeGreaterThan(before)
  })
})

describe('a process that dies between the call and the note of its end', () => {
  it('leaves an open try, which the next one closes as unknown before it tries again', async () => {
    const shop = await shopWithLead('Died')
    const { id } = await theEffect(shop)
    await inOrganization(shop.system, (tx) => claimEffects(tx, [id]))
    await tryAt(shop, { id }, 30 * SECOND)
    expect(posts()).toHaveLength(0)
    const late = { ...shop.system, now: Date.now() + 75 * SECOND }
    expect((await sweep(late, Date.now())).effects).toBe(2)
    await tryAt(shop, { id }, 75 * SECOND)
    expect(posts()).toHaveLength(1)
    const { tries, state } = await readDelivery(shop.as('owner'), { id })
    expect(state).toBe('succeeded')
    expect(tries).toMatchObject([
      { n: 1, outcome: 'unknown_outcome', detail: 'the process ended before the answer' },
      { n: 2, outcome: 'ok' },
    ])
  })

  it('and comes back changes nothing once somebody else has the lease', async () => {
    fakes.script({ service: 'slack', action: { type: 'delay_ms', ms: 1_500 }, times: 1 })
    const shop = await shopWithLead('Zombie')
    const effect = await theEffect(shop)
    const zombie = tryAt(shop, effect, 0)
    await expect.poll(async () => (await theEffect(shop)).state, { timeout: 5_000 }).toBe('in_flight')
    await inOrganization(shop.system, ({ db }) =>
      sql`update effect set lease_owner = 'somebody else' where id = ${effect.id}`.execute(db),
    )
    await zombie
    expect((await theEffect(shop)).state).toBe('in_flight')
  })
})

describe('a connection that is broken', () => {
  it('is tried no more, told to owners and admins once, and what waits goes out when it is mended', async () => {
    const shop = await house.addOrganization('Broken')
    await connectSlack(shop.as('owner'), { webhookUrl: `https://hooks.slack.com${HOOK}`, name: 'Sales' })
    const campaign = await addCampaign(shop)
    for (let i = 0; i < 3; i++) await capture(shop, hotSubmission(campaign))
    await foldAll(shop)
    fakes.setSlackHook(HOOK, 'removed')
    const ids = (await effectsOf(shop, 'slack.hot_lead')).map(({ id }) => id)
    await tryAt(shop, { id: ids[0]! }, 0)
    await runEffects(shop.system, { effectIds: ids.slice(1) })
    expect(await effectsOf(shop, 'slack.hot_lead')).toMatchObject([
      { state: 'pending', wait: null, reason: 'no_service' },
      { state: 'pending', wait: null, reason: 'the Slack connection is broken' },
      { state: 'pending', wait: null, reason: 'the Slack connection is broken' },
    ])
    const alerts = await effectsOf(shop, 'email.connection_broken')
    expect(alerts).toHaveLength(2)
    await runEffects(shop.system, { effectIds: alerts.map(({ id }) => id) })
    expect(mails()).toHaveLength(2)
    expect(await readNotificationSettings(shop.as('owner'))).toMatchObject({
      slack: { state: 'broken', lastError: 'no_service', waiting: 3, address: 'hooks.slack.com/…/3456' },
    })

    fakes.setSlackHook(HOOK, 'active')
    await connectSlack(shop.as('owner'), { webhookUrl: `https://hooks.slack.com${HOOK}`, name: 'Sales' })
    await runEffects(shop.system, { effectIds: ids })
    expect(posts()).toHaveLength(3)
  })

  it('is taken away with what waited for it', async () => {
    const shop = await shopWithLead('Away')
    fakes.setSlackHook(HOOK, 'archived')
    await tryAt(shop, await theEffect(shop), 0)
    await disconnectSlack(shop.as('owner'))
    expect(await theEffect(shop)).toMatchObject({ state: 'skipped', reason: 'no Slack connection' })
  })

  it('answers a test with the words of the other side', async () => {
    const shop = await shopWithLead('Test')
    expect(await sendTest(shop.as('owner'), { to: 'slack' })).toEqual({ sent: true, reason: null })
    fakes.setSlackHook(HOOK, 'archived')
    expect(await sendTest(shop.as('owner'), { to: 'slack' })).toEqual({
      sent: false,
      reason: 'channel_is_archived',
    })
    expect(await sendTest(shop.as('owner'), { to: 'mail' })).toEqual({ sent: true, reason: null })
  })
})

describe('what was given up', () => {
  it('is set going again with the whole schedule before it', async () => {
    fakes.script({ service: 'smtp', action: { type: 'reply', stage: 'rcpt', code: 550 }, times: 1 })
    const shop = await shopWithLead('Again')
    const effect = await theEffect(shop, 'email.owner')
    await tryAt(shop, effect, 0)
    expect((await theEffect(shop, 'email.owner')).state).toBe('dead')
    expect((await listDeliveries(shop.as('owner'), { limit: 50, states: ['dead'] })).rows).toHaveLength(1)
    expect(await redrive(shop.as('manager'), {})).toEqual({ count: 1 })
    fakes.script({ service: 'smtp', action: { type: 'reply', stage: 'rcpt', code: 451 }, times: 1 })
    await tryAt(shop, effect, 0)
    expect((await theEffect(shop, 'email.owner')).state).toBe('pending')
    await tryAt(shop, effect, 7 * SECOND)
    expect(await theEffect(shop, 'email.owner')).toMatchObject({ state: 'succeeded', attempts: 3 })
    await expect(redrive(shop.as('manager'), { id: effect.id })).rejects.toThrow('given up')
  })
})

it('the delivery log pages from the newest to the oldest', async () => {
  const shop = await shopWithLead('Log')
  const first = await listDeliveries(shop.as('owner'), { limit: 1 })
  const second = await listDeliveries(shop.as('owner'), { limit: 1, cursor: first.nextCursor })
  expect(first.nextCursor).not.toBeNull()
  expect(second.nextCursor).toBeNull()
  expect([first.rows[0]!.kind, second.rows[0]!.kind].sort()).toEqual(['email.owner', 'slack.hot_lead'])
})
