import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSession } from '../entrance/read-session.ts'
import { inOrganization } from '../in-organization.ts'
import { openTestProduct, type TestOrganization, type TestProduct } from '../testing.ts'
import { changeAvailability } from './change-availability.ts'
import { changeRole, deactivateMember, reactivateMember } from './change-member.ts'
import { listMembers } from './list-members.ts'

let test: TestProduct
beforeAll(async () => {
  test = await openTestProduct()
})
afterAll(() => test.close())

const session = (org: TestOrganization, cookie: string) =>
  readSession(org.system.product, cookie, { active: false })
const jobs = async () => (await test.product.queue.backlog())['pool.drain']?.ready ?? 0

describe('roles', () => {
  it('a new role counts from the next request on', async () => {
    const org = await test.addOrganization('Roles')
    const cookie = await org.cookieOf('rep')
    await changeRole(org.as('owner'), { id: org.members.rep.memberId, role: 'manager' })
    expect(await session(org, cookie)).toMatchObject({ role: 'manager' })
    expect(
      (await listMembers(org.as('viewer'))).find(({ id }) => id === org.members.rep.memberId)?.role,
    ).toBe('manager')
  })

  it('an admin does not make owners, and the last owner stays', async () => {
    const org = await test.addOrganization('Owners')
    const { owner, rep } = org.members
    await expect(changeRole(org.as('admin'), { id: rep.memberId, role: 'owner' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
    await expect(changeRole(org.as('owner'), { id: owner.memberId, role: 'admin' })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
    await expect(deactivateMember(org.as('owner'), { id: owner.memberId })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
  })

  it('two owners who unmake each other at the same moment leave one', async () => {
    const org = await test.addOrganization('Two owners')
    const { owner, admin } = org.members
    await changeRole(org.as('owner'), { id: admin.memberId, role: 'owner' })
    const second = { ...org.as('admin'), actor: { ...org.as('admin').actor, role: 'owner' } as never }
    const outcomes = await Promise.allSettled([
      changeRole(org.as('owner'), { id: admin.memberId, role: 'viewer' }),
      changeRole(second, { id: owner.memberId, role: 'viewer' }),
    ])
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect((await listMembers(org.as('owner'))).filter(({ role }) => role === 'owner')).toHaveLength(1)
  })

  it('a member of another organization does not exist here', async () => {
    const other = await test.addOrganization('Elsewhere')
    const id = other.members.rep.memberId
    for (const act of [
      () => changeRole(test.as('owner'), { id, role: 'viewer' }),
      () => deactivateMember(test.as('owner'), { id }),
      () => changeAvailability(test.as('owner'), { id, capacity: 1 }),
    ])
      await expect(act()).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('leaving', () => {
  it('ends every session at once; coming back needs a new sign-in', async () => {
    const org = await test.addOrganization('Leavers')
    const cookie = await org.cookieOf('rep')
    const id = org.members.rep.memberId
    expect((await deactivateMember(org.as('admin'), { id })).active).toBe(false)
    expect(await session(org, cookie)).toBeUndefined()
    expect((await reactivateMember(org.as('admin'), { id })).active).toBe(true)
    expect(await session(org, cookie)).toBeUndefined()
    expect(await session(org, await org.cookieOf('rep'))).toBeDefined()
  })
})

describe('availability', () => {
  it('working hours, absence, capacity, weight and regions are kept, and waiting leads are offered again', async () => {
    const { memberId: id } = test.members.rep
    const before = await jobs()
    const change = {
      workingHours: { 1: [[540, 1020] as [number, number]], 2: [] },
      timeZone: 'Europe/Berlin',
      awayFrom: '2026-08-01T00:00:00.000Z',
      awayUntil: '2026-08-15T00:00:00.000Z',
      capacity: 15,
      weight: 2,
      regions: ['TX'],
      services: ['Drain cleaning'],
      takesLeads: false,
    }
    expect(await changeAvailability(test.as('manager'), { id, ...change })).toMatchObject(change)
    expect((await listMembers(test.as('rep'))).find((member) => member.id === id)).toMatchObject(change)
    await inOrganization(test.system, async ({ db }) => {
      const rows = await db
        .selectFrom('audit')
        .select('meta')
        .where('action', '=', 'member.availability_changed')
        .execute()
      expect(rows.length).toBeGreaterThan(0)
    })
    expect(await jobs()).toBeGreaterThanOrEqual(before)
  })

  it('an absence that ends before it begins is refused, and so is an office that is not there', async () => {
    const { memberId: id } = test.members.rep
    const absence = { awayFrom: '2026-08-15T00:00:00Z', awayUntil: '2026-08-01T00:00:00Z' }
    await expect(changeAvailability(test.as('manager'), { id, ...absence })).rejects.toMatchObject({
      code: 'VALIDATION_ERROR',
      details: { field: 'awayUntil' },
    })
    const officeId = '01890000-0000-7000-8000-000000000000'
    await expect(changeAvailability(test.as('manager'), { id, officeId })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })
})
