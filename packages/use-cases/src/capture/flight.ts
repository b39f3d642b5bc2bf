import type { AppError } from '@tributary/contracts'
import type { OrganizationKeys } from '@tributary/db'
import type { Queue } from '@tributary/jobs'
import type { Load } from '@tributary/routing'
import { type DecidedGroup, decideGroup } from './decide-group.ts'
import {
  addressesStatement,
  answerKey,
  answersStatement,
  type EarlierLead,
  type GroupFacts,
  heldCountStatement,
  heldStatement,
  type KnownContact,
  leadKey,
  peopleStatement,
  type Row,
  type Statement,
  type StoredAnswer,
  stateStatement,
} from './group-facts.ts'
import { type Hours, hourOf } from './hourly-cap.ts'
import type { Lane } from './lane.ts'
import { loadOrganization, type OrganizationSnapshot } from './organization-snapshot.ts'
import type { Submission } from './prepare-submission.ts'
import { writeStatements } from './write-group.ts'

export type CountedAddress = { readonly address: Buffer; readonly limit: number; readonly key: string }

/** A submission on board, with what the flight needs to prepare it again when the configuration has changed. */
export type Passenger = {
  readonly submission: Submission
  readonly version: number
  readonly address: CountedAddress | null
  prepareAgain(organization: OrganizationSnapshot): Submission | AppError
}

export type FlightTools = {
  readonly organizationId: string
  readonly organization: OrganizationSnapshot
  readonly keys: OrganizationKeys
  readonly queue: Queue
  readonly perHour: number
  /** Whether the routing copy of this hash is known to be stored. */
  readonly isStored: (hash: string) => boolean
  /** The commit is on its way: the next flight may ask for the lock. */
  readonly onCommitting: () => void
  readonly overLimit: (since: number) => AppError
}

export type Landed = DecidedGroup & {
  readonly organization: OrganizationSnapshot
  readonly addresses: GroupFacts['addresses']
}

type Rows = readonly Row[]
const none: Rows = []

/** The first failure is the cause; those after it only say that the transaction was over. */
const all = async <T>(promises: readonly Promise<T>[]): Promise<T[]> => {
  const settled = await Promise.allSettled(promises)
  const failed = settled.filter((each) => each.status === 'rejected').map((each) => each.reason as unknown)
  if (failed.length > 0)
    throw failed.find((error) => (error as { code?: string }).code !== '25P02') ?? failed[0]
  return settled.map((each) => (each as PromiseFulfilledResult<T>).value)
}

const timeOf = (value: unknown): number => (value as Date).getTime()

const peopleOf = (rows: Rows, group: readonly Submission[]) => {
  const contacts = new Map<string, KnownContact>()
  const leads = new Map<string, EarlierLead>()
  const returning = new Set<number>()
  for (const row of rows) {
    const place = row['i'] as number
    const submission = group[place]!
    if (row['returning']) returning.add(place)
    const id = row['id'] as string | null
    if (id === null) continue
    contacts.set(submission.emailKey, {
      id,
      wrappedKey: row['wrapped_key'] as Buffer,
      sealed: row['sealed'] as Buffer,
    })
    const capturedAt = row['captured_at'] as Date | null
    const known = leads.get(leadKey(submission))
    if (capturedAt === null || (known && known.capturedAt >= capturedAt.getTime())) continue
    leads.set(leadKey(submission), {
      id: row['lead_id'] as string,
      publicId: row['public_id'] as Buffer,
      contactId: id,
      capturedAt: capturedAt.getTime(),
    })
  }
  return { contacts, leads, returning }
}

const answersOf = (rows: Rows): Map<string, StoredAnswer> =>
  new Map(
    rows.map((row) => [
      answerKey(row['campaign_id'] as string, row['credential'] as string, row['key_hash'] as Buffer),
      {
        requestHash: row['request_hash'] as Buffer,
        code: row['code'] as number,
        id: row['lead_id'] as string,
        publicId: row['public_id'] as Buffer,
        createdAt: timeOf(row['created_at']),
        promisedMinutes: row['minutes'] as number | null,
      },
    ]),
  )

const countAddresses = (passengers: readonly Passenger[]) => {
  const counted = new Map<string, { address: Buffer; n: number; now: number }>()
  for (const { address, submission } of passengers) {
    if (!address) continue
    const known = counted.get(address.key)
    if (known) known.n++
    else counted.set(address.key, { address: address.address, n: 1, now: submission.now })
  }
  return counted
}

const addressesOf = (rows: Rows, counted: ReturnType<typeof countAddresses>): GroupFacts['addresses'] =>
  new Map(
    rows.map((row) => {
      const key = (row['address'] as Buffer).toString('latin1')
      return [key, { since: timeOf(row['since']), before: (row['n'] as number) - (counted.get(key)?.n ?? 0) }]
    }),
  )

const cappedCampaigns = (group: readonly Submission[], hours: Hours, perHour: number): string[] => {
  const full = new Set<string>()
  for (const { campaign, now } of group) {
    const cap = campaign.hourlyCap ?? perHour
    if (cap > 0 && hourOf(hours, campaign.id, now).used + group.length > cap) full.add(campaign.id)
  }
  return [...full]
}

/** Opens the transaction, takes the organization's lock and reads all that the group asks about: one round trip. */
const readFacts = async (
  lane: Lane,
  group: readonly Submission[],
  passengers: readonly Passenger[],
  { organizationId, perHour }: FlightTools,
): Promise<GroupFacts> => {
  const counted = countAddresses(passengers)
  const maybe = (statement: Statement | null) =>
    statement ? lane.send(statement).then(({ rows }) => rows) : Promise.resolve(none)
  const [, state, people, answers, held, addresses] = await all<Rows>(
    lane.together(() => [
      lane.begin(organizationId).then(() => none),
      maybe(stateStatement(organizationId)),
      maybe(peopleStatement(organizationId, group)),
      maybe(answersStatement(organizationId, group)),
      maybe(heldStatement(organizationId, group)),
      maybe(counted.size > 0 ? addressesStatement([...counted.values()]) : null),
    ]),
  )
  const row = state![0]
  if (!row) throw new Error('An organization without its capture state.')
  const hours = row['hours'] as Hours
  const capped = cappedCampaigns(group, hours, perHour)
  const heldRows = await maybe(capped.length > 0 ? heldCountStatement(organizationId, capped) : null)
  return {
    version: row['version'] as number,
    load: row['load'] as Load,
    hours,
    ...peopleOf(people!, group),
    answers: answersOf(answers!),
    stillHeld: new Set(held!.map((each) => each['id'] as string)),
    heldCount: new Map(heldRows.map((each) => [each['campaign_id'] as string, each['n'] as number])),
    addresses: addressesOf(addresses!, counted),
  }
}

const refuseOverLimit = (
  passengers: readonly Passenger[],
  addresses: GroupFacts['addresses'],
  refused: Map<number, AppError>,
  overLimit: FlightTools['overLimit'],
): void => {
  const used = new Map<string, number>()
  for (const [place, { address }] of passengers.entries()) {
    const window = address ? addresses.get(address.key) : undefined
    if (!address || !window) continue
    const position = (used.get(address.key) ?? window.before) + 1
    used.set(address.key, position)
    if (position > address.limit) refused.set(place, overLimit(window.since))
  }
}

const isRefused = (made: Submission | AppError): made is AppError => made instanceof Error

/**
 * One transaction for a whole group: lock, read, decide one after another, write, commit. Two round trips. The answers
 * hold once this returns; it throws when nothing was committed, or when that cannot be known.
 */
export const fly = async (
  lane: Lane,
  passengers: readonly Passenger[],
  tools: FlightTools,
): Promise<Landed> => {
  const { organizationId, keys, perHour } = tools
  let group = passengers.map((passenger) => passenger.submission)
  const facts = await readFacts(lane, group, passengers, tools)
  const refused = new Map<number, AppError>()
  let { organization } = tools
  if (passengers.some(({ version }) => version !== facts.version)) {
    if (organization.version !== facts.version)
      organization = await loadOrganization(
        (text, values) => lane.send({ name: '', text, values: [...values] }).then(({ rows }) => rows),
        organizationId,
      )
    group = passengers.map((passenger, place) => {
      const made = passenger.prepareAgain(organization)
      if (!isRefused(made)) return made
      refused.set(place, made)
      return passenger.submission
    })
  }
  refuseOverLimit(passengers, facts.addresses, refused, tools.overLimit)
  const decided = decideGroup(group, refused, { organization, keys, facts, perHour })
  await write(lane, decided, organization, tools)
  return { ...decided, organization, addresses: facts.addresses }
}

const write = async (
  lane: Lane,
  { rows, load, hours }: DecidedGroup,
  { organizationId, desk }: OrganizationSnapshot,
  { queue, isStored, onCommitting }: FlightTools,
): Promise<void> => {
  const statements: Statement[] = writeStatements(organizationId, rows, { load, hours })
  if (rows.leads.length > 0 && !isStored(desk.hash))
    statements.push({
      name: 'capture-routing-copy',
      text: 'insert into routing_snapshot (organization_id, hash, body) values ($1, $2, $3) on conflict do nothing',
      values: [organizationId, desk.hash, desk.body],
    })
  if (rows.events.length > 0) {
    const eventIds = rows.events.map((event) => event.id)
    statements.push({
      name: 'capture-fold-job',
      ...(await queue.insertStatement('ledger.fold', { organizationId, eventIds })),
    })
  }
  const sent = lane.together(() => [...statements.map((each) => lane.send(each)), lane.send('commit')])
  onCommitting()
  const results = await all(sent)
  // A transaction that failed on the way answers its commit with a rollback, and without an error.
  if (results.at(-1)?.command !== 'COMMIT') throw new Error('The transaction of a group was rolled back.')
}
