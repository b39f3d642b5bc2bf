import { EXPORT_COLUMNS } from '@tributary/contracts'
import { unguardFormula } from '@tributary/files'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inOrganization } from '../in-organization.ts'
import { openTestProduct, type TestProduct } from '../testing.ts'
import { addCampaign, capture, foldAll, hotSubmission, type TestCampaign } from '../testing-leads.ts'
import { exportLeads } from './export-leads.ts'
import { listLeads } from './read-leads.ts'

let test: TestProduct
let campaign: TestCampaign
const now = Date.parse('2026-05-20T12:00:00Z')
beforeAll(async () => {
  test = await openTestProduct({ clock: () => now })
  campaign = await addCampaign(test)
  for (let n = 0; n < 3; n++) await capture(test, hotSubmission(campaign))
  const cooler = { firstName: 'Divya', lastName: 'Rao', company: 'Kite Energy', phone: undefined }
  for (let n = 0; n < 2; n++)
    await capture(test, { ...hotSubmission(campaign, cooler), lead_details: {}, behavior: {} })
})
afterAll(() => test.close())

const manager = () => test.as('manager')
const newest = { by: 'captured', direction: 'desc' } as const

describe('exporting', () => {
  const linesOf = async (raw: boolean, filter = {}, except: string[] = []): Promise<string[][]> => {
    let text = ''
    const columns = ['leadId', 'name', 'company', 'score'] as const
    const sort = { by: 'score', direction: 'desc' } as const
    const input = { filter, except, sort, columns: [...columns], raw }
    for await (const part of await exportLeads(manager(), input)) text += part
    return text
      .replace('\ufeff', '')
      .split('\r\n')
      .slice(0, -1)
      .map((line) => line.slice(1, -1).split('","'))
  }

  it('is exactly the list: the same leads in the same order', async () => {
    await foldAll(test)
    for (const filter of [{}, { grade: ['A' as const] }, { text: 'alvarez' }]) {
      const { items } = await listLeads(manager(), {
        filter,
        sort: { by: 'score', direction: 'desc' },
        size: 100,
      })
      const [header, ...rows] = await linesOf(false, filter)
      expect(header).toEqual(['Lead', 'Name', 'Company', 'Score'])
      expect(
        rows.map(([id, name, company, score]) => [
          id,
          unguardFormula(name!),
          unguardFormula(company!),
          Number(score),
        ]),
      ).toEqual(items.map((lead) => [lead.leadId, lead.name, lead.company ?? '', lead.points]))
    }
  })

  it('is all that match but those that were left out', async () => {
    const { items } = await listLeads(manager(), { filter: {}, sort: newest, size: 100 })
    const [first, second, ...others] = items
    const rows = (await linesOf(false, {}, [first!.id, second!.id])).slice(1)
    expect(rows.length).toBe(others.length)
    expect(new Set(rows.map(([id]) => id))).toEqual(new Set(others.map(({ leadId }) => leadId)))
  })

  it('runs nothing in a spreadsheet that somebody typed into a form', async () => {
    await capture(
      test,
      hotSubmission(campaign, { company: '=HYPERLINK(1)', firstName: '@SUM', lastName: 'X' }),
    )
    const cells = (await linesOf(false)).flat()
    expect(cells).toContain("'=HYPERLINK(1)")
    expect(cells).toContain("'@SUM X")
    expect((await linesOf(true)).flat()).toContain('=HYPERLINK(1)')
  })

  it('leaves a record of who exported which columns, and not of whom they searched for', async () => {
    await linesOf(false, { text: 'alvarez' })
    const rows = await inOrganization(
      test.system,
      async ({ db, organizationId }) =>
        (
          await sql<{ meta: Record<string, unknown>; actor_id: string }>`
          select meta, actor_id from audit where organization_id = ${organizationId} and action = 'leads.exported'
          order by id desc limit 1`.execute(db)
        ).rows,
    )
    expect(rows[0]?.actor_id).toBe(test.members.manager.memberId)
    expect(rows[0]?.meta['columns']).toEqual(['leadId', 'name', 'company', 'score'])
    expect(JSON.stringify(rows[0]?.meta)).not.toContain('alvarez')
  })

  it('writes every column there is', async () => {
    let text = ''
    for await (const part of await exportLeads(manager(), {
      filter: {},
      except: [],
      sort: newest,
      columns: [...EXPORT_COLUMNS],
      raw: false,
    }))
      text += part
    for (const line of text.split('\r\n').slice(0, -1))
      expect(line.split('","').length).toBe(EXPORT_COLUMNS.length)
  })
})
