import { createHmac, randomBytes } from 'node:crypto'
import type { AuditAction } from '@tributary/contracts'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { inOrganization } from '../in-organization.ts'
import { openTestProduct, type TestProduct } from '../testing.ts'
import { auditPublicKey, isSignedHead } from './chain.ts'
import { listAudit } from './list-audit.ts'
import { sealAllAudits, sealAudit } from './seal-audit.ts'
import { verifyAudit } from './verify-audit.ts'

let test: TestProduct
let superuser: Client
beforeAll(async () => {
  test = await openTestProduct()
  superuser = new Client({ connectionString: test.database.superuserUrl })
  await superuser.connect()
})
afterAll(async () => {
  await superuser.end()
  await test.close()
})

const write = (count: number, action: AuditAction = 'product.updated') =>
  inOrganization(test.as('admin'), async (tx) => {
    for (let i = 0; i < count; i++)
      tx.audit({
        action,
        targetKind: 'thing',
        targetId: String(i),
        before: { i },
        after: 'secret words',
        meta: { b: 1, a: [i] },
      })
  })
const verify = () => verifyAudit(test.as('owner'))

it('what was written is chained in order, signed at its head, and found whole', async () => {
  await write(3)
  expect(await verify()).toMatchObject({ checked: 0, unsealed: 3, brokenAt: null, reason: null })
  expect(await sealAudit(test.system)).toEqual({ sealed: 3 })
  await write(2)
  await sealAllAudits(test.product)
  expect(await verify()).toMatchObject({ checked: 5, unsealed: 0, brokenAt: null, reason: null })
})

it('a head is checked with the public key alone, and with no other', async () => {
  const { publicKey } = await verify()
  const { rows } = await superuser.query<{ seq: string; hash: Buffer; signature: Buffer }>(
    'select seq, hash, signature from audit where organization_id = $1 and signature is not null',
    [test.organizationId],
  )
  expect(rows).toHaveLength(2)
  const stranger = auditPublicKey(randomBytes(32))
  for (const { seq, hash, signature } of rows) {
    const check = (key: string, of = hash) =>
      isSignedHead(key, test.organizationId, Number(seq), of, signature)
    expect([check(publicKey), check(stranger), check(publicKey, randomBytes(32))]).toEqual([
      true,
      false,
      false,
    ])
  }
})

it('the values before and after are told to nobody', async () => {
  const { rows } = await superuser.query(
    "select audit::text as line from audit where action = 'product.updated'",
  )
  expect(rows.length).toBeGreaterThan(0)
  for (const { line } of rows) expect(line).not.toContain('secret words')
})

it('two sealers at once make one chain', async () => {
  await write(40)
  await Promise.all(Array.from({ length: 4 }, () => sealAudit(test.system)))
  await sealAudit(test.system)
  expect(await verify()).toMatchObject({ checked: 45, unsealed: 0, brokenAt: null })
})

it('the application itself can neither change nor remove a row, nor seal one again', async () => {
  const app = new Client({ connectionString: test.database.url })
  await app.connect()
  await app.query('begin')
  await app.query(`set local app.organization_id = '${test.organizationId}'`)
  for (const sql of [
    "update audit set action = 'x'",
    'delete from audit',
    'update audit set seq = seq + 1',
  ]) {
    await app.query('savepoint s')
    await expect(app.query(sql)).rejects.toThrow(/permission denied|sealed audit row/)
    await app.query('rollback to s')
  }
  await app.end()
})

const tampered = async (sql: string): Promise<Awaited<ReturnType<typeof verify>>> => {
  await superuser.query('create table if not exists audit_copy as select * from audit')
  await superuser.query('alter table audit disable trigger audit_sealed')
  await superuser.query(sql)
  const verdict = await verify()
  await superuser.query('truncate audit')
  await superuser.query('insert into audit select * from audit_copy')
  await superuser.query('alter table audit enable trigger audit_sealed')
  return verdict
}

it('a superuser who changes, removes, reorders or inserts a row is found out, at the first bad place', async () => {
  expect(await tampered('update audit set actor_id = null where seq = 7')).toMatchObject({
    brokenAt: 7,
    reason: 'it was changed',
  })
  expect(await tampered("update audit set meta = '{}' where seq = 2")).toMatchObject({ brokenAt: 2 })
  expect(await tampered('delete from audit where seq = 20')).toMatchObject({
    brokenAt: 21,
    reason: 'rows are missing before it',
  })
  expect(
    await tampered(
      'update audit set seq = 999 where seq = 25; update audit set seq = 25 where seq = 26; update audit set seq = 26 where seq = 999',
    ),
  ).toMatchObject({
    brokenAt: 25,
  })
  expect(await tampered('update audit set seq = seq + 1000 where seq > 30')).toMatchObject({ brokenAt: 1031 })
  expect(await tampered('delete from audit where seq > 30')).toMatchObject({
    brokenAt: 30,
    reason: 'the end of the chain was cut off',
  })
  expect(await tampered('update audit set signature = hash where seq = 5')).toMatchObject({
    brokenAt: 5,
    reason: 'its signature is not ours',
  })
  expect(await verify()).toMatchObject({ checked: 45, brokenAt: null })
})

it('is listed newest first, page by page, by kind, member and time', async () => {
  await write(1, 'source.updated')
  const first = await listAudit(test.as('owner'), { limit: 20 })
  expect(first.rows[0]).toMatchObject({
    action: 'source.updated',
    actorId: test.members.admin.memberId,
    actorName: test.members.admin.name,
    meta: { a: [0], b: 1 },
    seq: null,
  })
  const seen = new Set(first.rows.map(({ id }) => id))
  let next = first.next
  while (next) {
    const page = await listAudit(test.as('owner'), { limit: 20, cursor: next })
    for (const { id } of page.rows) seen.add(id)
    next = page.next
  }
  expect(seen.size).toBe(46)
  expect((await listAudit(test.as('owner'), { action: 'source', limit: 20 })).rows).toHaveLength(1)
  expect(
    (await listAudit(test.as('owner'), { memberId: test.members.rep.memberId, limit: 20 })).rows,
  ).toEqual([])
  expect((await listAudit(test.as('owner'), { to: '2020-01-01T00:00:00Z', limit: 20 })).rows).toEqual([])
})

it('a chain whose heads were signed the old way still holds, and gets a head that others can check', async () => {
  const house = await test.addOrganization('Of old')
  await inOrganization(house.as('admin'), async (tx) => tx.audit({ action: 'product.updated' }))
  await sealAudit(house.system)
  const keys = await test.product.keysOf(house.organizationId)
  const { rows } = await superuser.query<{ hash: Buffer }>(
    'select hash from audit where organization_id = $1 and seq = 1',
    [house.organizationId],
  )
  const old = createHmac('sha256', keys.audit)
    .update(`${house.organizationId}|1|`)
    .update(rows[0]!.hash)
    .digest()
  const signAs = async (signature: Buffer): Promise<void> => {
    await superuser.query('alter table audit disable trigger audit_sealed')
    await superuser.query('update audit set signature = $2 where organization_id = $1 and seq = 1', [
      house.organizationId,
      signature,
    ])
    await superuser.query('alter table audit enable trigger audit_sealed')
  }
  await signAs(randomBytes(32))
  expect(await verifyAudit(house.as('owner'))).toMatchObject({
    brokenAt: 1,
    reason: 'its signature is not ours',
  })
  await signAs(old)
  expect(await verifyAudit(house.as('owner'))).toMatchObject({ checked: 1, brokenAt: null })
  for (let i = 0; i < 4; i++) await sealAudit(house.system)
  expect(await verifyAudit(house.as('owner'))).toMatchObject({ checked: 2, unsealed: 0, brokenAt: null })
  const heads = await superuser.query<{ bytes: number }>(
    'select length(signature) as bytes from audit where organization_id = $1 order by seq',
    [house.organizationId],
  )
  expect(heads.rows.map(({ bytes }) => bytes)).toEqual([32, 64])
})

it('another organization sees none of it', async () => {
  const other = await test.addOrganization('Elsewhere')
  expect((await listAudit(other.as('owner'), { limit: 20 })).rows).toEqual([])
  expect(await verifyAudit(other.as('owner'))).toMatchObject({ checked: 0, unsealed: 0 })
})
