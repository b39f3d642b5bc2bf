import type { House } from '../connect.ts'
import { Checklist } from '../report.ts'

type Orphan = { readonly subject: string; readonly n: number }

/** Each question finds what has lost the other half of its story. */
const QUESTIONS: readonly { readonly text: string; readonly sql: string }[] = [
  {
    text: 'was captured, says the ledger, and its row is gone',
    sql: `select e.lead_id::text as subject, count(*) as n from event e where e.type = 'lead.captured' and not exists (
      select 1 from lead l where l.organization_id = e.organization_id and l.id = e.lead_id) group by 1`,
  },
  {
    text: 'is an event about a lead and names none',
    sql: `select id::text as subject, 1 as n from event where lead_id is null
      and (type like 'lead.%' or type like 'deal.%' or type = 'activity.logged')`,
  },
  {
    text: 'was folded and its event is gone',
    sql: `select f.event_id::text as subject, 1 as n from event_fold f where not exists (
      select 1 from event e where e.organization_id = f.organization_id and e.id = f.event_id)`,
  },
  {
    text: 'is an effect and its event is gone',
    sql: `select f.id::text as subject, 1 as n from effect f where not exists (
      select 1 from event e where e.organization_id = f.organization_id and e.id = f.event_id)`,
  },
  {
    text: 'is an effect of another lead than its event',
    sql: `select f.id::text as subject, 1 as n from effect f
      join event e on e.organization_id = f.organization_id and e.id = f.event_id
      where f.lead_id is distinct from e.lead_id and e.lead_id is not null`,
  },
  {
    text: 'is a try and its effect is gone',
    sql: `select a.effect_id::text as subject, count(*) as n from effect_attempt a where not exists (
      select 1 from effect f where f.organization_id = a.organization_id and f.id = a.effect_id) group by 1`,
  },
  {
    text: 'was held, and neither its row nor a decision is left',
    sql: `select e.payload->>'heldId' as subject, 1 as n from event e where e.type = 'submission.held' and not exists (
      select 1 from held_submission h where h.organization_id = e.organization_id and h.id = (e.payload->>'heldId')::uuid)
      and not exists (select 1 from event d where d.organization_id = e.organization_id
        and d.type = 'submission.decided' and d.payload->>'heldId' = e.payload->>'heldId')`,
  },
  {
    text: 'has two leads for one public id',
    sql: `select encode(public_id, 'hex') as subject, count(*) as n from lead group by organization_id, public_id having count(*) > 1`,
  },
]

/** Nothing lost and nothing left over: every half of a story has its other half. */
export const orphansCheck = async (house: House): Promise<Checklist> => {
  const list = new Checklist('I2 halves', 'each event, lead, effect and try has its other half')
  const { rows } = await house.client.query<{ n: number }>(
    'select (select count(*) from event) + (select count(*) from lead) + (select count(*) from effect) as n',
  )
  list.count(rows[0]!.n)
  for (const { text, sql } of QUESTIONS) {
    const found = await house.client.query<Orphan>(sql)
    for (const { subject } of found.rows) list.find(subject, text)
  }
  return list
}
