import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestProduct, type TestProduct } from '../testing.ts'
import { demoFileIn } from './demo-file.ts'
import { removeDemo } from './remove-demo.ts'
import { plantOrganization, readTenantColumns, rowsOf } from './testing-plant.ts'

const DEMO = '01890000-0000-7000-8000-00000000000d'
const OTHER = '01890000-0000-7000-8000-00000000000e'

let test: TestProduct
let owner: Client
beforeAll(async () => {
  test = await openTestProduct()
  owner = new Client({ connectionString: test.database.superuserUrl })
  await owner.connect()
  await plantOrganization(owner, { id: DEMO, letter: 'd', isDemo: true })
  await plantOrganization(owner, { id: OTHER, letter: 'o', isDemo: false })
})
afterAll(async () => {
  await owner.end()
  await test.close()
})

const remove = (organizationId: string) =>
  removeDemo({ product: test.product, organizationId, actor: { kind: 'system' } })

const demoFile = () => demoFileIn(test.product.config.dataDir)

const accounts = async (): Promise<string[]> => {
  const { rows } = await owner.query<{ id: string }>(
    `select id from auth_user where id in ('d', 'o', 'both') order by id`,
  )
  return rows.map(({ id }) => id)
}

it('an organization that is no demo cannot be removed', async () => {
  const before = await rowsOf(owner, OTHER)
  await writeFile(demoFile(), '{}')
  await expect(remove(OTHER)).rejects.toMatchObject({ code: 'CONFLICT' })
  expect(await rowsOf(owner, OTHER)).toEqual(before)
  expect(existsSync(demoFile())).toBe(true)
})

it('removing the demo leaves no row of it in any table, and every row of another organization', async () => {
  await owner.query(`insert into auth_user (id, name, email) values ('both', 'both', 'both')`)
  for (const organization of [DEMO, OTHER])
    await owner.query(
      `insert into auth_member (id, organization_id, user_id, role) values (gen_random_uuid(), $1, 'both', 'rep')`,
      [organization],
    )
  const columns = await readTenantColumns(owner)
  expect(columns.length).toBeGreaterThan(35)
  const before = await rowsOf(owner, OTHER)
  for (const [where, rows] of Object.entries({ ...(await rowsOf(owner, DEMO)), ...before }))
    expect({ where, planted: rows.length > 0 }).toEqual({ where, planted: true })

  expect(await remove(DEMO)).toEqual({ done: true })

  for (const [where, rows] of Object.entries(await rowsOf(owner, DEMO)))
    expect({ where, rows }).toEqual({ where, rows: [] })
  expect(await rowsOf(owner, OTHER)).toEqual(before)
  // Whoever belongs to another organization too keeps their account.
  expect(await accounts()).toEqual(['both', 'o'])
})

it('with the demo goes the file that tells how to enter it', () => {
  expect(existsSync(demoFile())).toBe(false)
})

it('a demo that is gone cannot be removed again', async () => {
  await expect(remove(DEMO)).rejects.toMatchObject({ code: 'CONFLICT' })
})
