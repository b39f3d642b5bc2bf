import { seededRandom } from '@tributary/kernel'
import { ALL_CAMPAIGNS } from '@tributary/ledger'
import { type ScoringFacts, scoreInNumbers } from '@tributary/scoring'
import type { Client } from 'pg'
import type { House } from '../house/open-house.ts'
import { seedPeople } from '../lists/seed-people.ts'
import { storedCounts } from '../verify/checks/fresh-counts.ts'

const CAMPAIGNS = 100
const BATCH = 50_000

/** Facts of every kind with what they earn, so that seeded scores are true scores. */
const paletteOf = (): { facts: ScoringFacts; score: ReturnType<typeof scoreInNumbers> }[] =>
  Array.from({ length: 400 }, (_, n) => {
    const random = seededRandom(7, `facts/${n}`)
    const facts: ScoringFacts = {
      emailKind: random.pick(['business', 'business', 'free', 'disposable'] as const),
      phoneGiven: random.chance(0.7),
      companyGiven: random.chance(0.6),
      serviceInterest: random.pick(['specific', 'general', 'none'] as const),
      urgency: random.pick(['emergency', 'high', 'medium', 'low', null] as const),
      budgetGiven: random.chance(0.5),
      secondsOnPage: random.pick([null, 20, 90, 240]),
      formCompletion: random.pick(['all', 'required', 'unknown'] as const),
      returnVisitor: random.chance(0.2),
      channel: random.pick([
        'paid_search',
        'organic_search',
        'direct',
        'social',
        'email',
        'referral',
      ] as const),
    }
    return { facts, score: scoreInNumbers(facts) }
  })

const prepareCampaigns = (owner: Client, organizationId: string) =>
  owner.query(
    `insert into campaign (organization_id, id, slug, name, currency, token)
    select $1, uuidv7(), 'seeded-' || n, 'Campaign ' || n, 'USD', 'ct_' || n from generate_series(1, ${CAMPAIGNS}) n`,
    [organizationId],
  )

const preparePalette = async (owner: Client): Promise<void> => {
  await owner.query('drop table if exists palette')
  await owner.query(
    `create temp table palette (i int primary key, facts jsonb, points int, grade text, earned jsonb, version int)`,
  )
  await owner.query(
    `insert into palette select * from jsonb_to_recordset($1::jsonb) as p(i int, facts jsonb, points int, grade text,
      earned jsonb, version int)`,
    [JSON.stringify(paletteOf().map(({ facts, score }, i) => ({ i, facts, ...score })))],
  )
}

/** Leads of the last year, skewed as real ones are: few campaigns and industries hold most of them. */
const MADE = `create temp table made on commit drop as
  with places as (select array_agg(id order by id) as ids from campaign where organization_id = $1),
    owners as (select array_agg(id order by id) as ids from member where organization_id = $1),
    drawn as (
      select n, date_trunc('milliseconds', now() - random() * interval '365 days') as at, (random() * 399)::int as i,
        random() as r1, random() as r2, random() as r3, random() as r4, random() as r5, random() as r6
      from generate_series(1, $2::int) n)
  select uuidv7(d.at - now()) as id, uuidv7(d.at - now()) as event_id, d.at,
    person.id as contact_id,
    places.ids[1 + (d.r2 * d.r2 * (array_length(places.ids, 1) - 1))::int] as campaign_id,
    case when d.r3 < 0.9 then owners.ids[1 + (d.r3 / 0.9 * (array_length(owners.ids, 1) - 1))::int] end as owner_id,
    (array['Manufacturing', 'Retail', 'Healthcare', 'Software', 'Logistics', 'Energy', 'Education', 'Hospitality', 'Finance',
      'Construction', 'Agriculture', 'Media', 'Telecom', 'Automotive', 'Aerospace', 'Chemicals', 'Textiles', 'Mining', 'Legal', null])
      [1 + (d.r4 * d.r4 * 19)::int] as industry,
    (array['CA', 'TX', 'NY', 'FL', 'WA', null])[1 + (d.r5 * d.r5 * 5)::int] as region,
    (array['new', 'contacted', 'qualified', 'proposal', 'lost'])[1 + (d.r6 * d.r6 * 4)::int] as stage,
    (array['pending', 'accepted', 'rejected'])[1 + (d.r1 * d.r1 * 2)::int] as review,
    (array['google', 'organic', 'other', 'meta', 'referral'])[1 + (d.r2 * 4)::int] as source,
    case when d.r3 < 0.6 then 'variant-' || (d.r3 * 20)::int end as content,
    case when d.r4 < 0.7 then (d.r5 * 100)::int end as trust, p.*
  from drawn d join palette p on p.i = d.i
    join person on person.i = 1 + (d.r1 * ($3::int - 1))::int, places, owners`

const LEADS = `insert into lead (organization_id, id, public_id, contact_id, campaign_id, company, industry, country, region, trust,
    via, capture_point, channel, channel_source, content, facts, points, grade, rules_version, earned, stage, ever_qualified,
    review, owner_id, assigned_at, captured_at, updated_at)
  select $1, id, uuid_send(gen_random_uuid()), contact_id, campaign_id, 'Company ' || left(id::text, 8), industry, 'US', region,
    trust, 'api', 'website', facts->>'channel', source, content, facts, points, grade, version, earned, stage,
    stage in ('qualified', 'proposal'), review, owner_id, case when owner_id is not null then at end, at, at
  from made order by at`

const EVENTS = `insert into event (organization_id, id, type, occurred_at, lead_id, contact_id, campaign_id, payload)
  select $1, event_id, 'lead.captured', at, id, contact_id, campaign_id, jsonb_build_object('way', 'api', 'capturePoint', 'website',
    'touch', jsonb_build_object('channel', facts->>'channel', 'source', source), 'score', jsonb_build_object('points', points,
    'grade', grade, 'version', version, 'earned', earned), 'urgency', facts->'urgency', 'emailKind', facts->'emailKind',
    'productId', null, 'route', null, 'ownerId', owner_id, 'traits', jsonb_build_object('grade', grade, 'points', points,
    'stage', stage, 'review', review, 'industry', industry, 'country', 'US', 'region', region, 'channel', facts->>'channel',
    'source', source, 'content', content, 'ownerId', owner_id, 'trust', trust,
    'everQualified', stage in ('qualified', 'proposal')))
  from made order by at`

const FOLDED = 'insert into event_fold (organization_id, event_id) select $1, event_id from made'

const EFFECTS = `insert into effect (organization_id, id, event_id, lead_id, kind, target, state, reason, created_at, finished_at)
  select $1, uuidv7(), event_id, id, kind, target, 'skipped', 'seeded for a measurement', at, at from made, lateral (
    select 'slack.hot_lead' as kind, 'slack' as target where grade = 'A'
    union all select 'email.owner', owner_id::text where owner_id is not null) owed`

const LOAD = `update capture_state set load = jsonb_build_object('shares', '{}'::jsonb, 'open', coalesce((
    select jsonb_object_agg(owner_id, n) from (
      select owner_id, count(*) as n from lead where organization_id = $1 and owner_id is not null and deleted_at is null
        and review <> 'rejected' and stage not in ('won', 'lost') group by 1) o), '{}'))
  where organization_id = $1`

export const fillRollups = async (owner: Client, organizationId: string): Promise<void> => {
  await owner.query('delete from rollup where organization_id = $1', [organizationId])
  for (const [dimension, fresh] of storedCounts)
    await owner.query(
      `with fresh as (${fresh}) insert into rollup (organization_id, campaign_id, dimension, day, value, n, total)
      select $1, campaign_id, '${dimension}', day, value, n, total from fresh
      union all
      select $1, '${ALL_CAMPAIGNS}', '${dimension}', day, value, sum(n), sum(total) from fresh group by day, value`,
      [organizationId, 'UTC'],
    )
}

/** People by number, in a temporary table of this connection: leads are given to them by it. */
const numberPeople = async (owner: Client, organizationId: string): Promise<number> => {
  await owner.query(
    `create temp table if not exists person as
    select (row_number() over (order by id))::int as i, id from contact where organization_id = $1`,
    [organizationId],
  )
  await owner.query('create index if not exists person_number on person (i)')
  await owner.query('analyze person')
  const { rows } = await owner.query<{ n: number }>('select count(*)::int as n from person')
  return rows[0]!.n
}

const SECONDARY = `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as made from pg_index i
  where i.indrelid = any(array['lead', 'event', 'effect']::regclass[])
    and not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid)`

/** So many rows at once are written without their indexes and references, which are then built whole. */
const inBulk = async (owner: Client, write: () => Promise<void>): Promise<void> => {
  const { rows } = await owner.query<{ name: string; made: string }>(SECONDARY)
  await owner.query(`set session_replication_role = replica; set maintenance_work_mem = '1GB'`)
  for (const { name } of rows) await owner.query(`drop index ${name}`)
  await write()
  for (const { made } of rows) await owner.query(made)
  await owner.query('set session_replication_role = origin')
}

/** Brings an organization to so many leads, with their events, effects and daily counts: as if each had been captured. */
export const seedLeads = async (
  house: House,
  owner: Client,
  wanted: number,
  say: (line: string) => void,
  people = Math.ceil(wanted / 2),
): Promise<void> => {
  const { organizationId } = house.system
  const { rows } = await owner.query<{ n: string }>('select count(*) as n from lead')
  let there = Number(rows[0]!.n)
  if (there >= wanted) return say(`${there.toLocaleString('en')} leads were there`)
  await owner.query('set statement_timeout = 0')
  if (there === 0) {
    await seedPeople(house, owner, people)
    await prepareCampaigns(owner, organizationId)
    await owner.query('select setseed(0.42)')
  }
  await preparePalette(owner)
  const persons = await numberPeople(owner, organizationId)
  await inBulk(owner, async () => {
    while (there < wanted) {
      const n = Math.min(BATCH, wanted - there)
      await owner.query('begin')
      await owner.query(MADE, [organizationId, n, persons])
      for (const sql of [LEADS, EVENTS, FOLDED, EFFECTS]) await owner.query(sql, [organizationId])
      await owner.query('commit')
      there += n
      say(`${there.toLocaleString('en')} leads`)
    }
  })
  await owner.query(LOAD, [organizationId])
  await fillRollups(owner, organizationId)
  await owner.query('vacuum analyze')
}
