import { LEAD_SORTS, type LeadFilter, type LeadRow, type LeadSort, STAGES } from '@tributary/contracts'
import { type LeadQuery, type LeadRecords, readCursor, readLeadPage, searchToken } from '@tributary/db'
import { queryWords } from '@tributary/leads'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inOrganization } from '../in-organization.ts'
import { openTestProduct, type TestOrganization, type TestProduct } from '../testing.ts'
import { countLeads, listLeads } from './read-leads.ts'
import { addCrowd, type Crowd, type CrowdRow, crowdRows } from './testing-crowd.ts'

const DAY = 86_400_000
const now = Date.parse('2026-05-20T12:00:00Z')
let test: TestProduct
let crowd: Crowd
let rows: CrowdRow[]
let neighbour: TestOrganization
beforeAll(async () => {
  test = await openTestProduct({ clock: () => now })
  crowd = await addCrowd(test, 80, now)
  neighbour = await test.addOrganization('Neighbour')
  await addCrowd(neighbour, 8, now)
  await inOrganization(test.system, ({ db, organizationId }) =>
    sql`update lead set deleted_at = ${new Date(now)} where organization_id = ${organizationId}
      and id = any(${crowd.ids.slice(0, 5)}::uuid[])`.execute(db),
  )
  rows = (await crowdRows(test)).map((row) => ({ ...row }))
})
afterAll(() => test.close())

const newest: LeadSort = { by: 'captured', direction: 'desc' }

const readAll = async (filter: LeadFilter, sort: LeadSort = newest, size = 7): Promise<LeadRow[]> => {
  const leads: LeadRow[] = []
  let cursor: string | null = null
  do {
    const page = await listLeads(test.as('rep'), { filter, sort, cursor, size })
    expect(page.items.length === size || page.nextCursor === null).toBe(true)
    leads.push(...page.items)
    cursor = page.nextCursor
  } while (cursor !== null)
  return leads
}

const day = (instant: string): string => new Date(instant).toISOString().slice(0, 10)
const time = (instant: string): number => new Date(instant).getTime()
const tenth = (n: number): number => Math.min(9, Math.floor(n / 10))

type Case = readonly [name: string, filter: LeadFilter, means: (row: CrowdRow) => boolean]

/** Each filter with what it means, said a second time. */
const cases = (): Case[] => [
  ['everything', {}, () => true],
  ['a stage', { stage: ['new'] }, ({ stage }) => stage === 'new'],
  ['two stages', { stage: ['won', 'lost'] }, ({ stage }) => stage === 'won' || stage === 'lost'],
  ['grades', { grade: ['A', 'B'] }, ({ grade }) => grade === 'A' || grade === 'B'],
  ['a temperature', { temperature: ['nurture'] }, ({ grade }) => grade === 'D'],
  ['a review', { review: ['rejected'] }, ({ review }) => review === 'rejected'],
  [
    'a slice of the pie',
    { status: ['cold'] },
    ({ review, grade }) => review === 'pending' && 'CD'.includes(grade),
  ],
  [
    'two slices of the pie',
    { status: ['hot', 'accepted'] },
    ({ review, grade }) => review === 'accepted' || (review === 'pending' && grade === 'A'),
  ],
  [
    'a step of the funnel',
    { reached: ['hot_accepted'] },
    ({ grade, review }) => grade === 'A' && review === 'accepted',
  ],
  ['what was ever qualified', { reached: ['qualified'] }, ({ ever_qualified: ever }) => ever],
  ['what was never qualified', { everQualified: false }, ({ ever_qualified: ever }) => !ever],
  ['my leads', { owner: ['me'] }, ({ owner_id: id }) => id === test.members.rep.memberId],
  ['leads nobody owns', { owner: ['none'] }, ({ owner_id: id }) => id === null],
  [
    'a colleague’s leads and those nobody owns',
    { owner: ['none', test.members.manager.memberId] },
    ({ owner_id: id }) => id === null || id === test.members.manager.memberId,
  ],
  ['a campaign', { campaign: [crowd.campaigns[0]!.id] }, (row) => row.campaign_id === crowd.campaigns[0]!.id],
  ['a channel', { channel: ['paid_search'] }, ({ channel }) => channel === 'paid_search'],
  ['a source', { source: ['meta'] }, ({ channel_source: source }) => source === 'meta'],
  ['an advertisement', { content: ['headline-a'] }, ({ content }) => content === 'headline-a'],
  ['no advertisement', { content: [''] }, ({ content }) => content === null],
  [
    'an industry or none',
    { industry: ['Retail', ''] },
    ({ industry }) => industry === null || industry === 'Retail',
  ],
  ['a country', { country: ['IN'] }, ({ country }) => country === 'IN'],
  ['an unknown region', { region: [''] }, ({ region }) => region === null],
  [
    'days, the first and the last included',
    { capturedFrom: '2026-05-01', capturedTo: '2026-05-10' },
    ({ captured_at: at }) => day(at) >= '2026-05-01' && day(at) <= '2026-05-10',
  ],
  ['a score from and to', { scoreFrom: 30, scoreTo: 60 }, ({ points }) => points >= 30 && points <= 60],
  ['a bar of the histogram', { band: ['21-40'] }, ({ points }) => points >= 21 && points <= 40],
  ['a bar of trust', { trustBand: ['0-20'] }, ({ trust }) => trust !== null && trust <= 20],
  ['a known trust', { trustKnown: true }, ({ trust }) => trust !== null],
  ['an unknown trust', { trustKnown: false }, ({ trust }) => trust === null],
  [
    'trust from and to',
    { trustFrom: 50, trustTo: 70 },
    ({ trust }) => trust !== null && trust >= 50 && trust <= 70,
  ],
  ['waiting', { waiting: true }, (row) => row.waiting_since !== null],
  ['not waiting', { waiting: false }, (row) => row.waiting_since === null],
  [
    'a missed next step',
    { nextStep: 'overdue' },
    (row) => row.next_step_at !== null && time(row.next_step_at) < now,
  ],
  [
    'a next step within a day',
    { nextStep: 'soon' },
    (row) => row.next_step_at !== null && time(row.next_step_at) >= now && time(row.next_step_at) < now + DAY,
  ],
  [
    'a next step today',
    { nextStep: 'today' },
    (row) => row.next_step_at !== null && day(row.next_step_at) === '2026-05-20',
  ],
  [
    'a next step this week',
    { nextStep: 'week' },
    (row) =>
      row.next_step_at !== null &&
      day(row.next_step_at) >= '2026-05-20' &&
      day(row.next_step_at) < '2026-05-27',
  ],
  ['any next step', { nextStep: 'set' }, (row) => row.next_step_at !== null],
  ['no next step', { nextStep: 'none' }, (row) => row.next_step_at === null],
  [
    'a late answer',
    { response: 'late' },
    (row) =>
      row.first_contacted_at === null &&
      row.stage === 'new' &&
      row.review !== 'rejected' &&
      time(row.response_due_at!) < now,
  ],
  [
    'everything at once',
    {
      stage: ['new', 'contacted', 'qualified'],
      grade: ['A', 'B', 'C'],
      review: ['pending', 'accepted'],
      industry: ['Retail', 'Energy'],
    },
    (row) =>
      ['new', 'contacted', 'qualified'].includes(row.stage) &&
      row.grade !== 'D' &&
      row.review !== 'rejected' &&
      (row.industry === 'Retail' || row.industry === 'Energy'),
  ],
]

describe('filters', () => {
  it('each finds exactly the leads it means, and the count says how many', async () => {
    for (const [name, filter, means] of cases()) {
      const wanted = rows.filter((row) => row.deleted_at === null && means(row)).map(({ id }) => id)
      const found = (await readAll(filter)).map(({ id }) => id).toSorted()
      const { count, more } = await countLeads(test.as('rep'), { filter })
      expect({ name, found, count, more }).toEqual({
        name,
        found: wanted.toSorted(),
        count: wanted.length,
        more: false,
      })
    }
  })

  it('each cell of the chart of score by trust finds its leads, and all cells together every lead with a trust', async () => {
    let sum = 0
    for (let x = 0; x <= 9; x++)
      for (let y = 0; y <= 9; y++) {
        const { count } = await countLeads(test.as('rep'), { filter: { cell: [`${x}:${y}`] } })
        const wanted = rows.filter(
          ({ deleted_at: gone, points, trust }) =>
            gone === null && trust !== null && tenth(points) === x && tenth(trust) === y,
        )
        expect(count).toBe(wanted.length)
        sum += count
      }
    expect(sum).toBe((await countLeads(test.as('rep'), { filter: { trustKnown: true } })).count)
  })

  it('deleted leads are in no list but the list of deleted ones', async () => {
    expect((await readAll({})).length).toBe(75)
    expect((await readAll({ deleted: true })).map(({ id }) => id).sort()).toEqual(
      crowd.ids.slice(0, 5).toSorted(),
    )
  })

  it('named leads are found by their ids, those of another organization are not', async () => {
    const theirs = (await crowdRows(neighbour)).map(({ id }) => id)
    const ours = crowd.ids.slice(10, 13)
    const found = await readAll({ ids: [...ours, ...theirs] })
    expect(found.map(({ id }) => id).sort()).toEqual([...ours].sort())
  })
})

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
