import {
  ALL_CAMPAIGNS,
  type CampaignDetail,
  type CampaignId,
  type CampaignRow,
  type CampaignStatus,
  type CampaignType,
  type ListCampaigns,
  notFound,
} from '@tributary/contracts'
import { dateIn } from '@tributary/kernel'
import { campaignAccepts, foldText, nextCampaignStatuses } from '@tributary/leads'
import { sql } from 'kysely'
import { inOrganization, type Tx } from '../in-organization.ts'
import type { Context } from '../product.ts'

type Row = {
  id: string
  slug: string
  name: string
  description: string
  type: CampaignType
  status: CampaignStatus
  platform: string
  start_date: string | null
  end_date: string | null
  budget_minor: string | null
  currency: string
  target_leads: number | null
  landing_page_url: string
  product_id: string | null
  product_name: string | null
  auto_assign: boolean
  owner_id: string | null
  owner_name: string | null
  notification_emails: string[]
  high_priority: boolean
  created_at: string
  updated_at: string
  today_zone: string
  leads: string | null
  points: string | null
  qualified: string | null
  won: string | null
  quarantined: string | null
  spam: string | null
}

/** What campaigns brought in all their time is read from whole months: a row for thirty days. */
const readRows = async ({ db, organizationId }: Tx, id?: string): Promise<Row[]> => {
  const one = id === undefined ? sql`` : sql`and k.id = ${id}`
  const { rows } = await sql<Row>`
    select k.id, k.slug, k.name, k.description, k.type, k.status, k.platform, k.start_date::text, k.end_date::text,
      k.budget_minor, k.currency, k.target_leads, k.landing_page_url, k.product_id, p.name as product_name,
      k.auto_assign, k.owner_id, m.name as owner_name, k.notification_emails, k.high_priority, k.created_at,
      k.updated_at, o.time_zone as today_zone, r.leads, r.points, r.qualified, r.won, h.quarantined, h.spam
    from campaign k
    join organization o on o.id = k.organization_id
    left join member m on m.organization_id = k.organization_id and m.id = k.owner_id
    left join product p on p.organization_id = k.organization_id and p.id = k.product_id
    left join lateral (
      select sum(n) filter (where dimension = 'month:all') as leads, sum(total) filter (where dimension = 'month:all') as points,
        sum(n) filter (where dimension = 'month:reached' and value = 'qualified') as qualified,
        sum(n) filter (where dimension = 'month:won') as won
      from rollup r where r.organization_id = k.organization_id and r.campaign_id = k.id
        and r.dimension in ('month:all', 'month:reached', 'month:won')
    ) r on true
    left join lateral (
      select count(*) filter (where kind = 'quarantined') as quarantined, count(*) filter (where kind = 'spam') as spam
      from held_submission h where h.organization_id = k.organization_id and h.campaign_id = k.id and h.state = 'held'
    ) h on true
    where k.organization_id = ${organizationId} ${one}
    order by k.created_at desc, k.id desc`.execute(db)
  return rows
}

const CLOSED = {
  not_active: 'It is not active.',
  not_started: 'It has not started yet.',
  ended: 'It has ended.',
} as const

type Runs = { status: CampaignStatus; start_date: string | null; end_date: string | null }

/** Why a campaign takes no submissions on this day; null when it does. */
export const closedBecause = (row: Runs, now: number, timeZone: string): string | null => {
  const { status, start_date: startDate, end_date: endDate } = row
  const answer = campaignAccepts({ status, startDate, endDate }, dateIn(now, timeZone))
  return answer.kind === 'accepts' ? null : CLOSED[answer.reason]
}

const named = (id: string | null, name: string | null) => (id === null ? null : { id, name: name ?? '' })
const iso = (text: string): string => new Date(text).toISOString()

const present = (row: Row, now: number): CampaignRow => {
  const leads = Number(row.leads ?? 0)
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    type: row.type,
    status: row.status,
    platform: row.platform,
    startDate: row.start_date,
    endDate: row.end_date,
    budget: row.budget_minor === null ? null : { minor: Number(row.budget_minor), currency: row.currency },
    targetLeads: row.target_leads,
    owner: named(row.owner_id, row.owner_name),
    highPriority: row.high_priority,
    closedBecause: closedBecause(row, now, row.today_zone),
    figures: {
      leads,
      qualified: Number(row.qualified ?? 0),
      won: Number(row.won ?? 0),
      averageScore: leads === 0 ? null : Number(row.points ?? 0) / leads,
    },
    held: { quarantined: Number(row.quarantined ?? 0), spam: Number(row.spam ?? 0) },
    createdAt: iso(row.created_at),
    updatedAt: iso(row.updated_at),
  }
}

const isMeant = (row: Row, { status, text }: ListCampaigns): boolean =>
  (status === undefined || status.includes(row.status)) &&
  (text === undefined || foldText(`${row.name} ${row.slug} ${row.platform}`).includes(foldText(text)))

/** All campaigns, newest first, with what they brought. */
export const listCampaigns = (ctx: Context, input: ListCampaigns): Promise<CampaignRow[]> =>
  inOrganization(ctx, async (tx) =>
    (await readRows(tx)).filter((row) => isMeant(row, input)).map((row) => present(row, tx.now)),
  )

export const readCampaignIn = async (tx: Tx, id: string): Promise<CampaignDetail> => {
  const [row] = id === ALL_CAMPAIGNS ? [] : await readRows(tx, id)
  if (!row) throw notFound('campaign')
  return {
    ...present(row, tx.now),
    description: row.description,
    landingPageUrl: row.landing_page_url,
    product: named(row.product_id, row.product_name),
    autoAssign: row.auto_assign,
    notificationEmails: row.notification_emails,
    nextStatuses: [...nextCampaignStatuses(row.status)],
  }
}

export const readCampaign = (ctx: Context, { id }: CampaignId): Promise<CampaignDetail> =>
  inOrganization(ctx, (tx) => readCampaignIn(tx, id))
