import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Client } from 'pg'
import { closeHouse, openClient, openHouse, type Reached, type VerifiedOrganization } from '../connect.ts'
import type { VerifyOptions } from '../options.ts'
import type { CheckReport } from '../report.ts'
import { runChecks } from '../run-checks.ts'
import { copyDatabase } from './copy-database.ts'
import type { PlantedLead, Site, Trace } from './fault.ts'
import { FAULTS } from './faults.ts'
import { writeJournal, writeSent } from './witness-faults.ts'

type Planted = { readonly name: string; readonly trace: Trace | null; readonly problem: string | null }

const look = async (client: Client, options: VerifyOptions, reached: Reached): Promise<CheckReport[]> => {
  const house = await openHouse(client, options, { ...reached, logFolders: [] })
  const reports = await runChecks(house)
  await closeHouse(house)
  return reports
}

const isTold = (reports: readonly CheckReport[], { check, subject, text }: Trace): boolean =>
  reports.some(
    ({ id, findings }) =>
      id === check && findings.some((each) => each.subject.includes(subject) && each.text.includes(text)),
  )

const LEADS = `select l.id, l.contact_id as "contactId", l.campaign_id as "campaignId", l.owner_id as "ownerId", e.id as "captureId"
  from lead l
  join event e on e.organization_id = l.organization_id and e.lead_id = l.id and e.type = 'lead.captured'
  join event_fold f on f.organization_id = e.organization_id and f.event_id = e.id
  join contact c on c.organization_id = l.organization_id and c.id = l.contact_id and c.wrapped_key is not null
  join effect x on x.organization_id = e.organization_id and x.event_id = e.id and x.kind = 'email.owner'
  where l.organization_id = $1 and l.owner_id is not null and l.deleted_at is null and e.payload->>'route' is not null
    and l.owner_id::text = e.payload->>'ownerId'
    and not exists (select 1 from event o where o.organization_id = l.organization_id and o.lead_id = l.id
      and (o.type like 'deal.%' or o.type in ('lead.scored', 'lead.edited', 'lead.removed')))
  order by l.id limit 100`

const openSite = async (
  client: Client,
  organization: VerifiedOrganization,
  instanceKey: Buffer,
): Promise<Site> => {
  const { rows } = await client.query<PlantedLead>(LEADS, [organization.id])
  const left = [...rows]
  return {
    client,
    organization,
    instanceKey,
    takeLead: async () => {
      const lead = left.shift()
      if (!lead) throw new Error('the database holds too few leads that were routed and folded')
      return lead
    },
  }
}

/** The organization with the most leads: the one with the most to spoil. */
const largest = async (
  client: Client,
  options: VerifyOptions,
  reached: Reached,
): Promise<VerifiedOrganization | undefined> => {
  const house = await openHouse(client, options, reached)
  const { rows } = await client.query<{ id: string }>(
    'select organization_id as id from lead group by 1 order by count(*) desc limit 1',
  )
  await closeHouse(house)
  return house.organizations.find(({ id }) => id === rows[0]?.id)
}

const plantAll = async (client: Client, site: Site): Promise<Planted[]> => {
  const planted: Planted[] = []
  for (const { name, plant } of FAULTS) {
    await client.query('begin')
    try {
      const trace = await plant(site)
      await client.query('commit')
      planted.push({ name, trace, problem: null })
    } catch (error) {
      await client.query('rollback')
      planted.push({ name, trace: null, problem: (error as Error).message })
    }
  }
  return planted
}

/** Plants faults in a copy and tells whether each is found, and was not found before. The database itself is only read. */
export const selftest = async (
  reached: Reached,
  options: VerifyOptions,
  say: (line: string) => void,
): Promise<boolean> => {
  const { instanceKey } = reached
  if (!instanceKey) throw new Error('The selftest needs the instance key: give --data-dir or ENCRYPTION_KEY.')
  const copy = await copyDatabase(reached.url, say)
  const folder = await mkdtemp(join(tmpdir(), 'tributary-verify-'))
  const client = await openClient(copy.url)
  try {
    const organization = await largest(client, options, reached)
    if (!organization)
      throw new Error('There is no lead in this database: there is nothing to plant faults in.')
    const before = await look(client, { ...options, sent: null, journal: null }, reached)
    const site = await openSite(client, organization, instanceKey)
    const sent = await writeSent(site, folder)
    const journal = await writeJournal(site, folder)
    // Triggers and references would refuse what is planted here on purpose.
    await client.query('set session_replication_role = replica')
    const planted = await plantAll(client, site)
    for (const { name, ...trace } of [...sent.traces, ...journal.traces])
      planted.push({ name, trace, problem: null })
    const after = await look(client, { ...options, sent: sent.path, journal: journal.path }, reached)
    return tell(planted, before, after, options, say)
  } finally {
    await client.end()
    await copy.drop()
    await rm(folder, { recursive: true, force: true })
  }
}

const tell = (
  planted: readonly Planted[],
  before: readonly CheckReport[],
  after: readonly CheckReport[],
  { json }: VerifyOptions,
  say: (line: string) => void,
): boolean => {
  const results = planted.map(({ name, trace, problem }) => ({
    name,
    check: trace?.check ?? null,
    found: trace !== null && isTold(after, trace) && !isTold(before, trace),
    problem,
  }))
  const found = results.filter((result) => result.found).length
  if (json) say(JSON.stringify({ found, planted: results.length, faults: results }, null, 2))
  else {
    for (const { name, check, found: isFound, problem } of results)
      say(
        `${isFound ? 'found ' : 'MISSED'}  ${(check ?? '').padEnd(12)} ${name}${problem ? `: ${problem}` : ''}`,
      )
    say(`${found} of ${results.length} planted faults were found.`)
  }
  return found === results.length
}
