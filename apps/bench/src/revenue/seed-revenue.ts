import type { Client } from 'pg'
import type { House } from '../house/open-house.ts'

/** Deals of leads drawn evenly: 45 of 100 won, 35 lost, 20 open, opened some days after the lead came in. */
const DEALS = `insert into deal (organization_id, id, lead_id, campaign_id, amount_minor, currency, step, stage, expected_close,
    opened_at, closed_at, lost_reason, stage_since, updated_at, probability)
  select $1, uuidv7(), id, campaign_id, (20000 + random() * random() * 4000000)::bigint, 'USD',
    (array['proposal', 'negotiation', 'committed'])[1 + (r2 * 2.99)::int % 3],
    case when r < 0.45 then 'won' when r < 0.8 then 'lost' else 'open' end,
    (now() + (r2 * 300 - 20) * interval '1 day')::date, opened,
    case when r < 0.8 then closed end, case when r >= 0.45 and r < 0.8 then 'price' end,
    case when r < 0.8 then closed else opened end, case when r < 0.8 then closed else opened end,
    case when r >= 0.8 then 0.05 + 0.9 * r2 end
  from (select id, campaign_id, random() as r, random() as r2, captured_at + interval '2 days' as opened,
      least(now(), captured_at + (5 + 40 * random()) * interval '1 day') as closed
    -- Drawn apart: an order by the same words as a column is an order by that column.
    from (select * from lead where organization_id = $1 and deleted_at is null order by random() limit $2) drawn) l`

/** Visits of people before their lead: two to eight for those with a deal, one to three for the others, until there are enough. */
const TOUCHES = `insert into touch (organization_id, event_id, contact_id, visitor_id, at, kind, channel, source, campaign_id, content,
    session_id)
  select $1, uuidv7(), contact_id, 'v' || contact_id, captured_at - (k - 1) * (1 + random() * 6) * interval '1 day',
    case when k = 1 then 'capture' else 'view' end,
    (array['paid_search', 'organic_search', 'direct', 'social', 'paid_social', 'email', 'referral', 'display'])
      [1 + (random() * random() * 7.99)::int % 8],
    (array['google', 'organic', 'other', 'meta', 'referral'])[1 + (random() * 4.99)::int % 5], campaign_id,
    case when random() < 0.5 then 'variant-' || (random() * 20)::int end, gen_random_uuid()::text
  from (select l.contact_id, l.captured_at, l.campaign_id,
        1 + (random() * (case when d.id is null then 2 else 7 end))::int as visits, d.id is null as without
      from lead l left join deal d on d.organization_id = l.organization_id and d.lead_id = l.id
      where l.organization_id = $1 and l.deleted_at is null order by without, l.id) l,
    generate_series(1, visits) k
  limit $2`

/** A year of two sources a day for every campaign. */
const SPEND = `insert into spend (organization_id, campaign_id, day, source, content, amount_minor, currency, impressions, clicks, way,
    updated_at)
  select $1, c.id, day::date, source, '', (500 + random() * 20000)::bigint, 'USD', 2000 + (random() * 9000)::int,
    (random() * 200)::int, 'api', now()
  from campaign c, generate_series(current_date - 364, current_date, interval '1 day') day,
    unnest(array['google', 'meta']) source where c.organization_id = $1`

/** Deals, touches and spend beside the leads that are there, written whole. */
export const seedRevenue = async (
  { system: { organizationId } }: House,
  owner: Client,
  wanted: { readonly deals: number; readonly touches: number },
  say: (line: string) => void,
): Promise<boolean> => {
  const { rows } = await owner.query<{ n: number }>('select count(*)::int as n from deal')
  if (rows[0]!.n >= wanted.deals) {
    say(`${rows[0]!.n.toLocaleString('en')} deals were there`)
    return false
  }
  await owner.query(
    `set statement_timeout = 0; set session_replication_role = replica; set work_mem = '512MB'`,
  )
  await owner.query('select setseed(0.42)')
  for (const [what, sql, values] of [
    ['deals', DEALS, [organizationId, wanted.deals]],
    ['touches', TOUCHES, [organizationId, wanted.touches]],
    ['days of spend', SPEND, [organizationId]],
  ] as const) {
    const { rowCount } = await owner.query(sql, [...values])
    say(`${(rowCount ?? 0).toLocaleString('en')} ${what}`)
  }
  await owner.query('set session_replication_role = origin; reset work_mem')
  await owner.query('vacuum analyze')
  return true
}
