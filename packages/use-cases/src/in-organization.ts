import { AsyncLocalStorage } from 'node:async_hooks'
import { createHmac, randomBytes } from 'node:crypto'
import {
  AppError,
  type AuditAction,
  type EffectKind,
  type EventPayloads,
  type EventType,
} from '@tributary/contracts'
import { type Db, type Em, kyselyOf, type OrganizationKeys, placeOf, sealJson } from '@tributary/db'
import { type JobName, type JobPayload, LIVE, WAKE } from '@tributary/jobs'
import { isUuid, uuidV7 } from '@tributary/kernel'
import type { Actor, Context, Product } from './product.ts'

/** A fact for the ledger. `secret` is sealed under the contact's key and dies with it. */
export type NewEvent<T extends EventType = EventType> = {
  [K in T]: {
    readonly type: K
    readonly payload: EventPayloads[K]
    readonly occurredAt?: number
    readonly leadId?: string
    readonly contactId?: string
    readonly campaignId?: string
    readonly visitorId?: string
    readonly dedupeKey?: string
    readonly secret?: { readonly key: Uint8Array; readonly value: unknown }
  }
}[T]

export type NewEffect = {
  readonly eventId: string
  readonly kind: EffectKind
  readonly target: string
  readonly leadId?: string
  /** The rule that owes it, in words a person reads. */
  readonly why: string
  /** Owed and settled at once, with the reason: the record says why nothing was sent. */
  readonly skipped?: string
}

export type NewAudit = {
  readonly action: AuditAction
  readonly targetKind?: string
  readonly targetId?: string
  /** Stored as a keyed hash only: it proves what stood there and tells nothing. */
  readonly before?: unknown
  readonly after?: unknown
  readonly meta?: Readonly<Record<string, unknown>>
}

/** One transaction of one organization: rows, ledger events, owed effects, jobs and audit commit together or not at all. */
export type Tx = {
  readonly organizationId: string
  readonly now: number
  readonly actor: Actor
  /** Nobody waits for the answer: no rows are read for it, and no undo is kept. */
  readonly unattended: boolean
  readonly em: Em
  readonly db: Db
  readonly keys: OrganizationKeys
  newId(): string
  /** The same transaction for another doer or another time: history is fed in many changes a commit. */
  by(actor: Actor, now: number): Tx
  record(event: NewEvent): string
  owe(effect: NewEffect): string
  /** A wake-up; with `at` not before that moment, in milliseconds. */
  enqueue<N extends JobName>(name: N, payload: Omit<JobPayload<N>, 'organizationId'>, at?: number): void
  audit(entry: NewAudit): void
  /** Tells open screens that something of this kind changed. */
  changed(topic: LiveTopic): void
  /** Runs after the commit, in this process. */
  afterCommit(run: () => void): void
}

export type LiveTopic =
  | `lead:${string}`
  | 'leads'
  | 'campaigns'
  | 'dashboard'
  | 'settings'
  | 'effects'
  | 'forecast'

const current = new AsyncLocalStorage<Tx>()

let latest = 0
let count = 0

/** Ids made one after another in the same millisecond sort in the order they were made (RFC 9562 §6.2, method 1). */
export const newUuid = (now: number): string => {
  const random = randomBytes(10)
  count = now === latest ? count + 1 : random[0]! & 0x7f
  latest = now
  random[0] = (count >>> 8) & 0x0f
  random[1] = count & 0xff
  return uuidV7(now, random)
}

/** The one statement that opens a tenant's world. `SET` takes no parameter, so the id is checked before it is written in. */
export const setOrganization = (organizationId: string): string => {
  if (!isUuid(organizationId)) throw new AppError('NOT_FOUND', 'This organization does not exist.')
  return `set local app.organization_id = '${organizationId}'`
}

/**
 * Runs one transaction inside an organization's world. Everything that reads or writes tenant data goes through here.
 * Nested calls join the transaction that is open; another organization's world cannot be entered from inside one.
 */
export const inOrganization = async <T>(
  { product, organizationId, actor, now, unattended = false }: Context,
  work: (tx: Tx) => Promise<T>,
): Promise<T> => {
  const open = current.getStore()
  if (open) {
    if (open.organizationId !== organizationId) throw new Error('One organization cannot enter another.')
    const same = actor === open.actor && (now ?? open.now) === open.now
    return same ? work(open) : runAs(open.by(actor, now ?? open.now), work)
  }
  const owed: Owed = { events: [], effects: [], audits: [], jobs: new Map(), topics: new Set(), after: [] }
  const result = await product.orm.em.fork().transactional(async (em) => {
    await em.execute(setOrganization(organizationId))
    em.setFilterParams('organization', { organizationId })
    const keys = await product.keysOf(organizationId, em)
    const time = now ?? product.clock()
    const tx = makeTx({ product, organizationId, actor, unattended, now: time, em, keys, owed })
    const value = await runAs(tx, work)
    await em.flush()
    await save(tx, product, owed)
    return value
  })
  for (const [name, waiting] of owed.jobs)
    if (waiting.some(({ startAfter }) => startAfter === undefined)) {
      product.announce(WAKE, name)
      product.queue.wake(name)
    }
  for (const topic of owed.topics) product.announce(LIVE, `${organizationId} ${topic}`)
  for (const run of owed.after) run()
  return result
}

const runAs = <T>(tx: Tx, work: (tx: Tx) => Promise<T>): Promise<T> => current.run(tx, () => work(tx))

type EventRow = {
  organization_id: string
  id: string
  type: string
  occurred_at: Date
  lead_id: string | null
  contact_id: string | null
  campaign_id: string | null
  actor_id: string | null
  visitor_id: string | null
  payload: string
  sealed: Buffer | null
  dedupe_key: string | null
}

type WaitingJob = { readonly data: JobPayload<JobName>; readonly startAfter?: Date }

type Owed = {
  readonly events: EventRow[]
  readonly effects: (NewEffect & { id: string })[]
  readonly audits: (NewAudit & { readonly actor: Actor; readonly at: number })[]
  readonly jobs: Map<JobName, WaitingJob[]>
  readonly topics: Set<string>
  readonly after: (() => void)[]
}

const makeTx = (parts: {
  product: Product
  organizationId: string
  actor: Actor
  unattended: boolean
  now: number
  em: Em
  keys: OrganizationKeys
  owed: Owed
}): Tx => {
  const { organizationId, actor, unattended, now, em, keys, owed } = parts
  const newId = () => newUuid(now)
  return {
    organizationId,
    now,
    actor,
    unattended,
    em,
    get db() {
      return kyselyOf(em)
    },
    keys,
    newId,
    by: (other, time) => makeTx({ ...parts, actor: other, now: time }),
    record: (event) => {
      const id = newUuid(event.occurredAt ?? now)
      owed.events.push({
        organization_id: organizationId,
        id,
        type: event.type,
        occurred_at: new Date(event.occurredAt ?? now),
        lead_id: event.leadId ?? null,
        contact_id: event.contactId ?? null,
        campaign_id: event.campaignId ?? null,
        actor_id: actor.kind === 'member' ? actor.memberId : null,
        visitor_id: event.visitorId ?? null,
        payload: JSON.stringify(event.payload),
        sealed: event.secret
          ? sealJson(event.secret.key, placeOf(organizationId, 'event', 'sealed', id), event.secret.value)
          : null,
        dedupe_key: event.dedupeKey ?? null,
      })
      return id
    },
    owe: (effect) => {
      const id = newId()
      owed.effects.push({ ...effect, id })
      return id
    },
    enqueue: (name, payload, at) => {
      const list = owed.jobs.get(name) ?? []
      owed.jobs.set(name, list)
      const data = { ...payload, organizationId } as JobPayload<typeof name>
      list.push({ data, startAfter: at === undefined ? undefined : new Date(at) })
    },
    audit: (entry) => void owed.audits.push({ ...entry, actor, at: now }),
    changed: (topic) => void owed.topics.add(topic),
    afterCommit: (run) => void owed.after.push(run),
  }
}

const mac = (keys: OrganizationKeys, value: unknown): Buffer | null =>
  value === undefined ? null : createHmac('sha256', keys.audit).update(JSON.stringify(value)).digest()

const actorId = (actor: Actor): string | null =>
  actor.kind === 'member' ? actor.memberId : actor.kind === 'key' ? actor.keyId : null

/** Rows of one statement, far below the most parameters that one may have. */
const ROWS = 1000
/** Effects of one job: so many are called at once. */
const EFFECTS = 16

const slices = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size))

/** How a notification ended moves no number and owes nothing more: it is folded as it is written. */
const isFoldedAtOnce = ({ type }: EventRow): boolean => type === 'effect.finished'

const sendToFold = async (tx: Tx, events: readonly EventRow[]): Promise<void> => {
  const eventIds = events.filter((event) => !isFoldedAtOnce(event)).map(({ id }) => id)
  if (eventIds.length > 0) tx.enqueue('ledger.fold', { eventIds })
  const done = events.filter(isFoldedAtOnce)
  if (done.length === 0) return
  const rows = done.map(({ organization_id, id }) => ({ organization_id, event_id: id }))
  await tx.db
    .insertInto('event_fold')
    .values(rows as never)
    .execute()
}

const save = async (tx: Tx, product: Product, owed: Owed): Promise<void> => {
  const { db, organizationId } = tx
  for (const events of slices(owed.events, ROWS)) {
    await db
      .insertInto('event')
      .values(events as never)
      .execute()
    await sendToFold(tx, events)
  }
  for (const effects of slices(owed.effects, ROWS))
    await db
      .insertInto('effect')
      .values(
        effects.map((effect) => ({
          organization_id: organizationId,
          id: effect.id,
          event_id: effect.eventId,
          lead_id: effect.leadId ?? null,
          kind: effect.kind,
          target: effect.target,
          why: effect.why,
          state: effect.skipped ? 'skipped' : 'pending',
          reason: effect.skipped ?? null,
          next_at: effect.skipped ? null : new Date(tx.now),
          created_at: new Date(tx.now),
          finished_at: effect.skipped ? new Date(tx.now) : null,
        })) as never,
      )
      .onConflict((conflict) =>
        conflict.columns(['organization_id', 'event_id', 'kind', 'target']).doNothing(),
      )
      .execute()
  const due = owed.effects.filter((effect) => !effect.skipped).map((effect) => effect.id)
  for (const effectIds of slices(due, EFFECTS)) tx.enqueue('effect.run', { effectIds })
  if (owed.audits.length > 0)
    await db
      .insertInto('audit')
      .values(
        owed.audits.map((entry) => ({
          organization_id: organizationId,
          id: tx.newId(),
          at: new Date(entry.at),
          actor_kind: entry.actor.kind,
          actor_id: actorId(entry.actor),
          action: entry.action,
          target_kind: entry.targetKind ?? '',
          target_id: entry.targetId ?? '',
          before_mac: mac(tx.keys, entry.before),
          after_mac: mac(tx.keys, entry.after),
          meta: JSON.stringify(entry.meta ?? {}),
        })) as never,
      )
      .execute()
  for (const [name, payloads] of owed.jobs) await product.queue.insert(db as never, name, payloads as never)
}
