import type { Load } from '@tributary/routing'
import type { Hours } from './hourly-cap.ts'
import { markOf } from './idempotency.ts'
import { byteStrings, instants, integers, texts, uuids } from './postgres-arrays.ts'
import type { Submission } from './prepare-submission.ts'

/** One statement of a flight: prepared once per connection under its name. */
export type Statement = { readonly name: string; readonly text: string; readonly values: unknown[] }
export type Row = Record<string, unknown>

export type KnownContact = {
  readonly id: string
  readonly wrappedKey: Buffer
  readonly sealed: Buffer
}
export type EarlierLead = {
  readonly id: string
  readonly publicId: Buffer
  readonly contactId: string
  readonly capturedAt: number
}
export type StoredAnswer = {
  readonly requestHash: Buffer
  readonly code: number
  readonly id: string
  readonly publicId: Buffer
  readonly createdAt: number
  /** Minutes that were promised; null for what became no lead. */
  readonly promisedMinutes: number | null
}

/** All that the database knows about the submissions of one flight, read under the organization's lock. */
export type GroupFacts = {
  readonly version: number
  readonly load: Load
  readonly hours: Hours
  readonly contacts: Map<string, KnownContact>
  /** By e-mail and campaign: what was captured in the day before. */
  readonly leads: Map<string, EarlierLead>
  /** Places in the group whose visitor has been here before. */
  readonly returning: ReadonlySet<number>
  readonly answers: ReadonlyMap<string, StoredAnswer>
  /** Submissions held over the limit, by campaign. */
  readonly heldCount: Map<string, number>
  /** Held submissions that are still held, of those that ask to be let in. */
  readonly stillHeld: ReadonlySet<string>
  /** Requests of an address in its minute, before this group. */
  readonly addresses: Map<string, { readonly since: number; readonly before: number }>
}

export const leadKey = (submission: Submission): string => `${submission.emailKey}|${submission.campaign.id}`

const DAY = 86_400_000

export const stateStatement = (organizationId: string): Statement => ({
  name: 'capture-state',
  text: 'select config_version::int as version, load, hours from capture_state where organization_id = $1 for update',
  values: [organizationId],
})

/** Who the people of a group are, what they sent in the last day, and whether their visitors came before. */
export const peopleStatement = (organizationId: string, group: readonly Submission[]): Statement => ({
  name: 'capture-people',
  // The limits keep the planner from joining any other way than row by row, and `is true` from any other index than the
  // contact's own: its guesses about young tables are plans that scan the organization. A visit of its own is one of
  // another session, or one that nobody named.
  text: `select q.i, c.id, c.wrapped_key, c.sealed, l.id as lead_id, l.public_id, l.captured_at, v.returning
    from unnest($2::int[], $3::bytea[], $4::uuid[], $5::timestamptz[], $6::text[], $7::text[], $8::timestamptz[])
      q(i, email_index, campaign_id, since, visitor_id, session_id, at)
    left join lateral (
      select id, wrapped_key, sealed from contact
      where organization_id = $1 and email_index = q.email_index and wrapped_key is not null limit 1
    ) c on true
    left join lateral (
      select id, public_id, captured_at from lead
      where organization_id = $1 and contact_id = c.id and (captured_at > q.since) is true
        and (campaign_id = q.campaign_id) is true and deleted_at is null
      limit 100
    ) l on true
    left join lateral (
      select true as returning from event e where e.organization_id = $1 and e.visitor_id = q.visitor_id
        and e.occurred_at <= q.at
        and (q.session_id is null
          or coalesce(e.payload->>'sessionId', e.payload->'touch'->>'sessionId') is distinct from q.session_id)
      limit 1
    ) v on true
    where c.id is not null or v.returning`,
  values: [
    organizationId,
    integers(group.map((_, i) => i)),
    byteStrings(group.map((each) => each.emailIndex)),
    uuids(group.map((each) => each.campaign.id)),
    instants(group.map((each) => each.now - DAY)),
    texts(group.map((each) => each.visitorId)),
    texts(group.map((each) => each.sessionId)),
    instants(group.map((each) => each.now)),
  ],
})

export const answersStatement = (organizationId: string, group: readonly Submission[]): Statement | null => {
  const asked = group.flatMap((each) => {
    const idempotency = markOf(each.request)
    return idempotency ? [{ ...idempotency, campaignId: each.campaign.id, since: each.now - DAY }] : []
  })
  if (asked.length === 0) return null
  return {
    name: 'capture-answers',
    text: `select k.campaign_id, k.credential, k.key_hash, k.request_hash, k.code, k.lead_id, k.public_id, k.created_at,
        extract(epoch from l.response_due_at - l.captured_at)::int / 60 as minutes
      from unnest($2::uuid[], $3::text[], $4::bytea[], $5::timestamptz[]) q(campaign_id, credential, key_hash, since)
      join idempotency k on k.organization_id = $1 and k.campaign_id = q.campaign_id and k.credential = q.credential
        and k.key_hash = q.key_hash and k.created_at > q.since
      left join lead l on l.organization_id = $1 and l.id = k.lead_id`,
    values: [
      organizationId,
      uuids(asked.map((each) => each.campaignId)),
      texts(asked.map((each) => each.credential)),
      byteStrings(asked.map((each) => each.keyHash)),
      instants(asked.map((each) => each.since)),
    ],
  }
}

export const heldStatement = (organizationId: string, group: readonly Submission[]): Statement | null => {
  const ids = group.flatMap((each) => (each.request.held ? [each.request.held.heldId] : []))
  if (ids.length === 0) return null
  return {
    name: 'capture-held',
    text: `select id from held_submission where organization_id = $1 and id = any($2::uuid[]) and state = 'held' for update`,
    values: [organizationId, uuids(ids)],
  }
}

/** How many wait in quarantine: asked only for campaigns that have reached their cap. */
export const heldCountStatement = (organizationId: string, campaignIds: readonly string[]): Statement => ({
  name: 'capture-held-count',
  text: `select q.id as campaign_id, (
      select count(*)::int from held_submission h
      where h.organization_id = $1 and h.campaign_id = q.id and h.kind = 'quarantined' and h.state = 'held'
    ) as n from unnest($2::uuid[]) q(id)`,
  values: [organizationId, uuids(campaignIds)],
})

/** Counts requests of addresses, in the order of the addresses so that two flights never wait for each other in a ring. */
export const addressesStatement = (
  counted: readonly { address: Buffer; n: number; now: number }[],
): Statement => {
  const sorted = [...counted].sort((a, b) => Buffer.compare(a.address, b.address))
  return {
    name: 'capture-addresses',
    text: `insert into capture_rate as r (address, since, n)
      select * from unnest($1::bytea[], $2::timestamptz[], $3::int[])
      on conflict (address) do update set
        n = case when r.since <= excluded.since - interval '1 minute' then excluded.n else r.n + excluded.n end,
        since = case when r.since <= excluded.since - interval '1 minute' then excluded.since else r.since end
      returning address, since, n`,
    values: [
      byteStrings(sorted.map((each) => each.address)),
      instants(sorted.map((each) => each.now)),
      integers(sorted.map((each) => each.n)),
    ],
  }
}

export const answerKey = (campaignId: string, credential: string, keyHash: Uint8Array): string =>
  `${campaignId}|${credential}|${Buffer.from(keyHash).toString('latin1')}`
