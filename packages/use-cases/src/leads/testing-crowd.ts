import type { LeadFilter, LeadRow, LeadSort } from '@tributary/contracts'
import { type Random, seededRandom } from '@tributary/kernel'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { inOrganization } from '../in-organization.ts'
import type { TestOrganization, TestProduct } from '../testing.ts'
import { addCampaign, capture, foldAll, hotSubmission, type TestCampaign } from '../testing-leads.ts'
import { listLeads } from './read-leads.ts'

const DAY = 86_400_000

/** A lead as it lies in the table, to hold a filter's answer against. */
export type CrowdRow = {
  id: string
  stage: string
  grade: string
  points: number
  review: string
  owner_id: string | null
  campaign_id: string
  channel: string
  channel_source: string
  content: string | null
  industry: string | null
  country: string | null
  region: string | null
  trust: number | null
  ever_qualified: boolean
  waiting_since: string | null
  next_step_at: string | null
  response_due_at: string | null
  first_contacted_at: string | null
  company: string | null
  value_minor: string | null
  captured_at: string
  updated_at: string
  deleted_at: string | null
}

const surnames = ['Meyer', 'Meyers', 'Rao', 'Okafor', 'Lindqvist', "O'Neill", 'García', 'Żak']
const firstNames = ['Jo', 'Divya', 'Maria', 'Ken', 'Anneliese']
const companies = ['Orchid Steel', 'Kite Energy', 'Ångström Labs', 'orchid foods', null]

const scatter = async (
  organization: TestOrganization,
  ids: readonly string[],
  random: Random,
  now: number,
) => {
  const { members } = organization
  const owners = [members.rep.memberId, members.manager.memberId, null]
  await inOrganization(organization.system, async ({ db, organizationId }) => {
    for (const id of ids) {
      const captured = now - random.below(41) * DAY - random.below(DAY)
      const stage = random.pick(['new', 'contacted', 'qualified', 'proposal', 'won', 'lost'] as const)
      const points = random.below(101)
      const owner = random.pick(owners)
      const maybe = <T>(value: T) => (random.chance(0.7) ? value : null)
      await sql`update lead set captured_at = ${new Date(captured)}, updated_at = ${new Date(captured + random.below(DAY))},
          stage = ${stage}, ever_qualified = ${['qualified', 'proposal', 'won'].includes(stage) || random.chance(0.2)},
          points = ${points}, grade = ${points >= 80 ? 'A' : points >= 60 ? 'B' : points >= 40 ? 'C' : 'D'},
          review = ${random.pick(['pending', 'accepted', 'rejected'] as const)}, owner_id = ${owner},
          waiting_since = ${owner === null && random.chance(0.5) ? new Date(captured) : null},
          industry = ${maybe(random.pick(['Retail', 'Energy', 'Mining']))}, country = ${maybe(random.pick(['IN', 'US']))},
          region = ${maybe(random.pick(['MH', 'TX', 'KA']))}, trust = ${maybe(random.below(101))},
          content = ${maybe(random.pick(['headline-a', 'headline-b']))},
          value_minor = ${maybe(random.below(6) * 10_000)}, currency = 'USD',
          channel_source = ${random.pick(['google', 'meta', 'other'])},
          next_step_at = ${maybe(new Date(now + (random.below(13) - 3) * DAY))},
          response_due_at = ${new Date(captured + DAY)}, first_contacted_at = ${maybe(new Date(captured + DAY / 2))}
        where organization_id = ${organizationId} and id = ${id}`.execute(db)
    }
  })
}

export type Crowd = { readonly campaigns: readonly TestCampaign[]; readonly ids: readonly string[] }

/** Leads of every kind, made through the door and then scattered over everything a filter asks for. */
export const addCrowd = async (organization: TestOrganization, size: number, now: number): Promise<Crowd> => {
  const random = seededRandom(11, 'crowd')
  const campaigns = [await addCampaign(organization), await addCampaign(organization)]
  const answers = await Promise.all(
    Array.from({ length: size }, (_, n) =>
      capture(
        organization,
        hotSubmission(campaigns[n % 2]!, {
          firstName: firstNames[n % firstNames.length]!,
          lastName: surnames[n % surnames.length]!,
          email: `person.${n}@example.com`,
          phone: `+1 415 555 ${2000 + n}`,
          company: companies[n % companies.length] ?? '',
        }),
      ),
    ),
  )
  await foldAll(organization)
  const ids = answers.map(({ id }) => id)
  await scatter(organization, ids, random, now)
  return { campaigns, ids }
}

/** Every lead of the organization, deleted ones too. */
export const crowdRows = ({ system }: TestOrganization): Promise<CrowdRow[]> =>
  inOrganization(system, async ({ db, organizationId }) => {
    const { rows } = await sql<CrowdRow>`
      select * from lead where organization_id = ${organizationId}`.execute(db)
    return rows
  })

/** Eighty leads, five of them deleted, and an organization beside them that has leads of its own. */
export const openCrowd = async (
  test: TestProduct,
  now: number,
): Promise<{ crowd: Crowd; neighbour: TestOrganization; rows: CrowdRow[] }> => {
  const crowd = await addCrowd(test, 80, now)
  const neighbour = await test.addOrganization('Neighbour')
  await addCrowd(neighbour, 8, now)
  await inOrganization(test.system, ({ db, organizationId }) =>
    sql`update lead set deleted_at = ${new Date(now)} where organization_id = ${organizationId}
      and id = any(${crowd.ids.slice(0, 5)}::uuid[])`.execute(db),
  )
  const rows = (await crowdRows(test)).map((row) => ({ ...row }))
  return { crowd, neighbour, rows }
}

export const newest: LeadSort = { by: 'captured', direction: 'desc' }

/** A list as a rep walks it to its end, page by page. */
export const walkList = async (
  test: TestOrganization,
  filter: LeadFilter,
  sort: LeadSort = newest,
  size = 7,
): Promise<LeadRow[]> => {
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
