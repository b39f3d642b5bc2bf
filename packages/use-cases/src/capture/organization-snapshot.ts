import { createHash } from 'node:crypto'
import type { CampaignStatus, Role } from '@tributary/contracts'
import type { CalendarDate } from '@tributary/kernel'
import { type ServiceMatch, serviceMatcher } from '@tributary/leads'
import {
  type CompiledRouting,
  compileRouting,
  type Member,
  type Office,
  type RoutingRules,
  type SlaPolicy,
  standardRoutingRules,
  standardSlaPolicy,
  type Team,
  type Weekday,
  type WorkingHours,
  type WorkingWindow,
} from '@tributary/routing'
import { type ScoringRules, standardScoringRules } from '@tributary/scoring'

/** Runs one statement with `$1` parameters inside the organization's world, on whatever connection the caller holds. */
export type Read = (sql: string, values: readonly unknown[]) => Promise<Record<string, unknown>[]>

/** All of a campaign that its capture needs. */
export type CaptureCampaign = {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly status: CampaignStatus
  readonly startDate: CalendarDate | null
  readonly endDate: CalendarDate | null
  readonly autoAssign: boolean
  readonly ownerId: string | null
  readonly token: string
  readonly requireToken: boolean
  readonly requireConsent: boolean
  readonly origins: ReadonlySet<string>
  readonly hosts: readonly string[]
  readonly hourlyCap: number | null
  readonly defaultCountry: string | null
}

/** Team and rules, ready to decide with, and the name their copy is stored under for every decision to be replayed. */
export type RoutingDesk = {
  readonly routing: CompiledRouting
  readonly hash: string
  /** The copy, as JSON. */
  readonly body: string
}

/** What an organization decides by, at one version of its configuration. */
export type OrganizationSnapshot = {
  readonly organizationId: string
  readonly version: number
  readonly timeZone: string
  readonly currency: string
  readonly sla: SlaPolicy
  readonly campaigns: ReadonlyMap<string, CaptureCampaign>
  readonly matchService: (text: string | null | undefined) => ServiceMatch
  /** The trust of each source. */
  readonly sources: ReadonlyMap<string, number | null>
  readonly scoring: ScoringRules
  readonly desk: RoutingDesk
}

const one = async (rows: Promise<Record<string, unknown>[]>): Promise<Record<string, unknown>> => {
  const row = (await rows)[0]
  if (!row) throw new Error('An organization without its row or its capture state.')
  return row
}

const WEEKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7]

/** Stored as seven lists of windows from Monday on. */
const workingHoursOf = (stored: unknown): WorkingHours | null => {
  if (!Array.isArray(stored)) return (stored as WorkingHours | null) ?? null
  return Object.fromEntries(
    WEEKDAYS.map((day) => [day, (stored[day - 1] ?? []) as WorkingWindow[]]),
  ) as WorkingHours
}

const timeOf = (value: unknown): number | null => (value instanceof Date ? value.getTime() : null)

const memberOf = (row: Record<string, unknown>): Member => {
  const role = row['role'] as Role
  return {
    id: row['id'] as string,
    name: row['name'] as string,
    weight: row['weight'] as number,
    capacity: row['capacity'] as number | null,
    officeId: row['office_id'] as string | null,
    regions: row['regions'] as string[],
    services: row['services'] as string[],
    workingHours: workingHoursOf(row['working_hours']),
    timeZone: row['time_zone'] as string,
    awayFrom: timeOf(row['away_from']),
    awayUntil: timeOf(row['away_until']),
    active:
      row['takes_leads'] === true && row['status'] === 'approved' && role !== 'viewer' && role !== 'analyst',
  }
}

const officeOf = (row: Record<string, unknown>): Office => {
  const { latitude, longitude } = row as { latitude: number | null; longitude: number | null }
  return {
    id: row['id'] as string,
    name: row['name'] as string,
    regionCode: row['region_code'] as string,
    country: (row['country'] as string | null) ?? '',
    point: latitude === null || longitude === null ? null : { latitude, longitude },
  }
}

const originOf = (address: string): string => {
  const url = URL.parse(address)
  return url === null || url.origin === 'null' ? '' : url.origin
}
const hostOf = (address: string): string => URL.parse(address)?.hostname ?? ''

const campaignOf = (row: Record<string, unknown>): CaptureCampaign => {
  const origins = (row['allowed_origins'] as string[]).map(originOf).filter((origin) => origin !== '')
  return {
    id: row['id'] as string,
    slug: row['slug'] as string,
    name: row['name'] as string,
    status: row['status'] as CampaignStatus,
    startDate: row['start_date'] as CalendarDate | null,
    endDate: row['end_date'] as CalendarDate | null,
    autoAssign: row['auto_assign'] as boolean,
    ownerId: row['owner_id'] as string | null,
    token: row['token'] as string,
    requireToken: row['require_token'] as boolean,
    requireConsent: row['require_consent'] as boolean,
    origins: new Set(origins),
    hosts: [...new Set([...origins.map(hostOf), hostOf(row['landing_page_url'] as string)])].filter(Boolean),
    hourlyCap: row['hourly_cap'] as number | null,
    defaultCountry: row['default_country'] as string | null,
  }
}

const MEMBERS = `select id, name, role, status, weight, capacity, office_id, regions, services, working_hours, time_zone,
  away_from, away_until, takes_leads from member where organization_id = $1 order by id`
const OFFICES = `select id, name, region_code, country, latitude, longitude from office where organization_id = $1 order by id`
const RULES = `select kind, body from rule_set where organization_id = $1 and status = 'live'`
const CAMPAIGNS = `select id, slug, name, status, start_date::text, end_date::text, auto_assign, owner_id, token, require_token,
  require_consent, allowed_origins, landing_page_url, hourly_cap, default_country from campaign where organization_id = $1`
const CAMPAIGN = `${CAMPAIGNS} and id = $2`
const CATALOGUE = `select id, name, code, aliases from product where organization_id = $1 and active order by id`

const SOURCES = `select id, trust_score from source where organization_id = $1`

const deskOf = (team: Team, rules: RoutingRules): RoutingDesk => {
  const body = JSON.stringify({ team, rules })
  return {
    routing: compileRouting(team, rules),
    hash: createHash('sha256').update(body).digest('base64url').slice(0, 22),
    body,
  }
}

const rulesOf = (rows: readonly Record<string, unknown>[]) => ({
  scoring: (rows.find((row) => row['kind'] === 'scoring')?.['body'] ?? standardScoringRules) as ScoringRules,
  routing: (rows.find((row) => row['kind'] === 'routing')?.['body'] ?? standardRoutingRules) as RoutingRules,
})

/** Team and rules as they stand, for whoever decides about owners besides the hot door. */
export const loadRoutingDesk = async (read: Read, organizationId: string): Promise<RoutingDesk> => {
  const [members, offices, rules] = await Promise.all(
    [MEMBERS, OFFICES, RULES].map((sql) => read(sql, [organizationId])),
  )
  return deskOf({ members: members!.map(memberOf), offices: offices!.map(officeOf) }, rulesOf(rules!).routing)
}

/** One campaign as the doors see it. */
export const loadCampaign = async (
  read: Read,
  organizationId: string,
  campaignId: string,
): Promise<CaptureCampaign | undefined> => {
  const [row] = await read(CAMPAIGN, [organizationId, campaignId])
  return row && campaignOf(row)
}

/** Everything an organization decides a capture by. Read in one go; valid as long as its version is. */
export const loadOrganization = async (read: Read, organizationId: string): Promise<OrganizationSnapshot> => {
  const of = (sql: string) => read(sql, [organizationId])
  // The version is read first: what changes while the rest is read raises it, and the next flight reads again.
  const state = await one(
    of('select config_version::int as version from capture_state where organization_id = $1'),
  )
  const [organization, members, offices, rows, campaigns, catalogue, sources] = await Promise.all([
    one(of(`select time_zone, currency, settings->'sla' as sla from organization where id = $1`)),
    of(MEMBERS),
    of(OFFICES),
    of(RULES),
    of(CAMPAIGNS),
    of(CATALOGUE),
    of(SOURCES),
  ])
  const rules = rulesOf(rows)
  return {
    organizationId,
    version: state['version'] as number,
    timeZone: organization['time_zone'] as string,
    currency: organization['currency'] as string,
    sla: (organization['sla'] as SlaPolicy | null) ?? standardSlaPolicy,
    campaigns: new Map(campaigns.map(campaignOf).map((campaign) => [campaign.id, campaign])),
    matchService: serviceMatcher(
      catalogue as { id: string; name: string; code: string; aliases: string[] }[],
    ),
    sources: new Map(sources.map((row) => [row['id'] as string, row['trust_score'] as number | null])),
    scoring: rules.scoring,
    desk: deskOf({ members: members.map(memberOf), offices: offices.map(officeOf) }, rules.routing),
  }
}
