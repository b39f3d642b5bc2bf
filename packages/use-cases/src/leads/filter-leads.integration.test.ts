import type { LeadFilter } from '@tributary/contracts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestProduct, type TestOrganization, type TestProduct } from '../testing.ts'
import { countLeads } from './read-leads.ts'
import { type Crowd, type CrowdRow, crowdRows, openCrowd, walkList } from './testing-crowd.ts'

const DAY = 86_400_000
const now = Date.parse('2026-05-20T12:00:00Z')
let test: TestProduct
let crowd: Crowd
let rows: CrowdRow[]
let neighbour: TestOrganization
beforeAll(async () => {
  test = await openTestProduct({ clock: () => now })
  ;({ crowd, neighbour, rows } = await openCrowd(test, now))
})
afterAll(() => test.close())

const readAll = (filter: LeadFilter) => walkList(test, filter)

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
