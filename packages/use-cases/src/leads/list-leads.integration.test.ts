import { LEAD_SORTS, type LeadFilter, type LeadRow, type LeadSort, STAGES } from '@tributary/contracts'
import { type LeadQuery, type LeadRecords, readCursor, readLeadPage, searchToken } from '@tributary/db'
import { queryWords } from '@tributary/leads'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inOrganization } from '../in-organization.ts'
import { openTestProduct, type TestOrganization, type TestProduct } from '../testing.ts'
import { countLeads, listLeads } from './read-leads.ts'
import { type CrowdRow, newest, openCrowd, walkList } from './testing-crowd.ts'

const now = Date.parse('2026-05-20T12:00:00Z')
let test: TestProduct
let rows: CrowdRow[]
let neighbour: TestOrganization
beforeAll(async () => {
  test = await openTestProduct({ clock: () => now })
  ;({ neighbour, rows } = await openCrowd(test, now))
})
afterAll(() => test.close())

const readAll = (filter: LeadFilter, sort?: LeadSort, size?: number) => walkList(test, filter, sort, size)

const collator = new Intl.Collator('und')
const keys: Record<LeadSort['by'], (lead: LeadRow) => string | number | null> = {
  captured: ({ capturedAt }) => capturedAt,
  updated: ({ updatedAt }) => updatedAt,
  score: ({ points }) => points,
  company: ({ company }) => company,
  value: ({ value }) => value?.minor ?? null,
  stage: ({ stage }) => STAGES.indexOf(stage),
}
const compare = (a: string | number, b: string | number): number =>
  typeof a === 'number' ? a - Number(b) : collator.compare(a, String(b))

describe('sorts', () => {
  it.each(LEAD_SORTS)('by %s, both ways, every lead once over all pages', async (by) => {
    for (const direction of ['asc', 'desc'] as const) {
      const leads = await readAll({}, { by, direction }, 6)
      expect(new Set(leads.map(({ id }) => id)).size).toBe(75)
      const values = leads.map(keys[by])
      const known = values.filter((value) => value !== null)
      expect(values.slice(0, known.length)).toEqual(known)
      for (let i = 1; i < known.length; i++) {
        const order = compare(known[i - 1]!, known[i]!)
        expect(direction === 'asc' ? order : -order).toBeLessThanOrEqual(0)
      }
    }
  })

  it('within a stage the newest lead stands first', async () => {
    const leads = await readAll({ stage: ['new'] }, { by: 'stage', direction: 'asc' })
    expect(leads.map(({ capturedAt }) => capturedAt)).toEqual(
      leads
        .map(({ capturedAt }) => capturedAt)
        .toSorted()
        .toReversed(),
    )
  })

  it('a page that is no page of ours is refused', async () => {
    const read = listLeads(test.as('rep'), { filter: {}, sort: newest, cursor: 'nonsense', size: 10 })
    await expect(read).rejects.toMatchObject({ code: 'VALIDATION_ERROR', details: { field: 'cursor' } })
  })
})

const names = async (text: string, organization: TestOrganization = test): Promise<string[]> =>
  (
    await listLeads(organization.as('rep'), { filter: { text }, sort: newest, cursor: null, size: 100 })
  ).items.map(({ name, company }) => `${name}, ${company ?? ''}`)

describe('searching', () => {
  it('finds by whole words and by their beginnings from three letters on', async () => {
    const meyers = await names('mey')
    expect(meyers.length).toBeGreaterThan(10)
    for (const each of meyers) expect(each).toMatch(/Meyer/)
    expect((await names('Meyers')).every((each) => each.includes('Meyers'))).toBe(true)
    expect(await names('me')).toEqual([])
    expect((await names('jo')).every((each) => each.startsWith('Jo '))).toBe(true)
  })

  it('needs every word, in any order, with or without accents', async () => {
    const both = await names('kite divya')
    expect(both.length).toBeGreaterThan(0)
    for (const each of both) {
      expect(each).toMatch(/^Divya /)
      expect(each).toMatch(/kite/i)
    }
    expect((await names('garcia')).length).toBeGreaterThan(0)
    expect((await names('angstrom')).length).toBeGreaterThan(0)
    expect(await names('orchid divya')).toEqual([])
  })

  it('finds an exact e-mail address, phone number and id of a lead', async () => {
    const [lead] = (await listLeads(test.as('rep'), { filter: {}, sort: newest, cursor: null, size: 1 }))
      .items
    for (const text of [lead!.email, lead!.email.toUpperCase(), lead!.phone!, lead!.leadId, lead!.id])
      expect((await readAll({ text })).map(({ id }) => id)).toContain(lead!.id)
    expect(await names('nobody@example.com')).toEqual([])
    expect(await names('+1 415 555 9999')).toEqual([])
  })

  it('finds nothing of another organization', async () => {
    const theirs = await names('okafor', neighbour)
    expect(theirs.length).toBe(1)
    const [lead] = (await listLeads(neighbour.as('rep'), { filter: {}, sort: newest, cursor: null, size: 1 }))
      .items
    expect(await names(lead!.leadId)).toEqual([])
    const okafors = (
      await listLeads(test.as('rep'), { filter: { text: 'okafor' }, sort: newest, cursor: null, size: 100 })
    ).items
    const all = new Set(rows.map(({ id }) => id))
    expect(okafors.every(({ id }) => all.has(id))).toBe(true)
  })

  it('counts what it finds', async () => {
    for (const text of ['mey', 'orchid', 'jo', 'okafor rao'])
      expect((await countLeads(test.as('rep'), { filter: { text } })).count).toBe(
        (await readAll({ text })).length,
      )
  })

  it('finds the same people whether they are fetched or the list is walked', async () => {
    const idsOf = (text: string, many: boolean): Promise<string[]> =>
      inOrganization(test.system, async (tx) => {
        const tokens = queryWords(text).map((word) => searchToken(tx.keys, word))
        const query: LeadQuery = {
          organizationId: tx.organizationId,
          me: null,
          now: new Date(now),
          search: { kind: 'tokens', tokens, many },
        }
        return (await readLeadPage(tx.db, query, newest, null, 100)).rows.map(({ id }) => id)
      })
    for (const text of ['mey', 'kite divya', 'jo']) {
      const fetched = await idsOf(text, false)
      expect(fetched.length).toBeGreaterThan(0)
      expect(await idsOf(text, true)).toEqual(fetched)
    }
  })

  it('combines with filters', async () => {
    const found = await readAll({ text: 'mey', stage: ['new', 'won'] })
    for (const { name, stage } of found) {
      expect(name).toMatch(/Meyer/)
      expect(['new', 'won']).toContain(stage)
    }
  })
})

describe('rare leads', () => {
  const filters = (): Pick<LeadQuery, 'grade' | 'region' | 'review' | 'stage' | 'cell' | 'scoreTo'>[] => [
    ...[{ grade: ['A' as const] }, { region: ['TX', ''], review: ['rejected' as const] }, { scoreTo: 30 }],
    ...[{ stage: ['won' as const, 'new' as const], grade: ['D' as const] }, { cell: ['9:9'] }],
  ]
  const pagesOf = (filter: object, sort: LeadSort, walked: number, fetched: number): Promise<string[]> =>
    inOrganization(test.system, async ({ db, organizationId }) => {
      const query: LeadQuery = { organizationId, me: null, now: new Date(now), ...filter }
      const ids: string[] = []
      let next: string | null = null
      do {
        const place: ReturnType<typeof readCursor> | null = next === null ? null : readCursor(next)
        const page: LeadRecords = await readLeadPage(db, query, sort, place ?? null, 5, { walked, fetched })
        ids.push(...page.rows.map(({ id }) => id))
        next = page.nextCursor
      } while (next !== null)
      return ids
    })

  it('are the same, in the same order, whether they are met on the way, fetched one by one, or looked for', async () => {
    for (const by of LEAD_SORTS)
      for (const direction of ['asc', 'desc'] as const)
        for (const filter of filters()) {
          const met = await pagesOf(filter, { by, direction }, 1000, 0)
          const few = await pagesOf(filter, { by, direction }, 3, 1000)
          const lookedFor = await pagesOf(filter, { by, direction }, 3, 0)
          expect(few, `${by} ${direction}`).toEqual(met)
          expect(lookedFor, `${by} ${direction}`).toEqual(met)
        }
  })
})

describe('a row', () => {
  it('shows the person, opened from what is sealed, and says who may change it', async () => {
    const leads = await readAll({})
    for (const lead of leads) {
      expect(lead.email).toMatch(/^person\.\d+@example\.com$/)
      expect(lead.phone).toMatch(/^\+1415555\d{4}$/)
      const mine = lead.owner === null || lead.owner.id === test.members.rep.memberId
      expect(lead.locked === null).toBe(mine)
    }
    const { items } = await listLeads(test.as('viewer'), { filter: {}, sort: newest, cursor: null, size: 5 })
    for (const { locked } of items) expect(locked).toContain('Only owners')
  })
})
