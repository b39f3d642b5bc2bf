import { createReadStream, existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { blindIndex, openContactKey } from '@tributary/db'
import { readLeadId } from '@tributary/use-cases/capture/public-id'
import { openContact } from '@tributary/use-cases/capture/sealed-boxes'
import type { House, VerifiedOrganization } from '../connect.ts'
import { Checklist } from '../report.ts'

/** One request as the load generator remembers it. */
type Sent = {
  readonly key: string
  /** 0 when no answer came. */
  readonly status: number
  /** The campaign's public id. */
  readonly campaign: string
  readonly lead_id?: string
  readonly email: string
  readonly first_name?: string
  readonly last_name?: string
}

/** What was sent under one idempotency key, over all its tries. */
type Errand = {
  readonly campaign: string
  readonly email: string
  readonly firstName: string | undefined
  readonly lastName: string | undefined
  readonly answers: Set<string>
  held: boolean
}

const readSent = async (path: string, list: Checklist): Promise<Map<string, Errand>> => {
  const errands = new Map<string, Errand>()
  for await (const line of createInterface({ input: createReadStream(path) })) {
    if (line.trim() === '') continue
    const sent = JSON.parse(line) as Sent
    const errand = errands.get(sent.key) ?? {
      ...{ campaign: sent.campaign, email: sent.email, firstName: sent.first_name, lastName: sent.last_name },
      ...{ answers: new Set<string>(), held: false },
    }
    errands.set(sent.key, errand)
    const accepted = sent.status >= 200 && sent.status < 300
    if (accepted && !sent.lead_id) list.find(sent.key, `was answered ${sent.status} without a lead`)
    if (sent.lead_id && (accepted || sent.status === 409)) errand.answers.add(sent.lead_id)
    if (sent.status === 202) errand.held = true
  }
  return errands
}

type Row = {
  public_id: Buffer
  contact_id: string
  campaign_id: string
  email_index: Buffer | null
  wrapped_key: Buffer | null
  sealed: Buffer | null
}

type Captured = { readonly leads: Map<string, Row>; readonly held: Set<string> }

const readCampaign = async (
  { client }: House,
  slug: string,
): Promise<{ organizationId: string; campaignId: string } | null> => {
  const { rows } = await client.query<{ organization_id: string; campaign_id: string }>(
    'select organization_id, campaign_id from entrance_campaign where slug = $1',
    [slug],
  )
  const [row] = rows
  return row ? { organizationId: row.organization_id, campaignId: row.campaign_id } : null
}

const hexOf = (leadId: string): string => {
  const bytes = readLeadId(leadId)
  return bytes ? Buffer.from(bytes).toString('hex') : ''
}

const readCaptured = async (
  { client }: House,
  organizationId: string,
  campaignId: string,
): Promise<Captured> => {
  const { rows } = await client.query<Row>(
    `select l.public_id, l.contact_id, l.campaign_id, c.email_index, c.wrapped_key, c.sealed from lead l
    join contact c on c.organization_id = l.organization_id and c.id = l.contact_id
    where l.organization_id = $1 and l.campaign_id = $2`,
    [organizationId, campaignId],
  )
  const held = await client.query<{ public_id: Buffer }>(
    'select public_id from held_submission where organization_id = $1 and campaign_id = $2',
    [organizationId, campaignId],
  )
  return {
    leads: new Map(rows.map((row) => [row.public_id.toString('hex'), row])),
    held: new Set(held.rows.map(({ public_id }) => public_id.toString('hex'))),
  }
}

const compareFields = (
  list: Checklist,
  key: string,
  errand: Errand,
  row: Row,
  { id, keys }: VerifiedOrganization,
) => {
  if (!keys) return
  if (!row.email_index?.equals(blindIndex(keys.emailIndex, lookupOf(errand.email))))
    list.find(key, 'its lead belongs to another e-mail address')
  if (!row.wrapped_key || !row.sealed) return
  const box = openContact(
    id,
    row.contact_id,
    openContactKey(keys, row.contact_id, row.wrapped_key),
    row.sealed,
  )
  if (errand.firstName !== undefined && box.firstName !== errand.firstName)
    list.find(key, 'its lead has another first name')
  if (errand.lastName !== undefined && box.lastName !== errand.lastName)
    list.find(key, 'its lead has another last name')
}

const compareCampaign = async (
  house: House,
  lists: { lost: Checklist; foreign: Checklist },
  slug: string,
  errands: readonly (readonly [string, Errand])[],
): Promise<void> => {
  const place = await readCampaign(house, slug)
  if (!place) return lists.lost.find(slug, 'there is no such campaign')
  const organization = house.organizations.find(({ id }) => id === place.organizationId)!
  const { leads, held } = await readCaptured(house, place.organizationId, place.campaignId)
  const claimed = new Set<string>()
  const unanswered: Errand[] = []
  for (const [key, errand] of errands) {
    lists.lost.count()
    if (errand.answers.size === 0) unanswered.push(errand)
    if (errand.answers.size > 1)
      lists.lost.find(key, `was given ${errand.answers.size} leads: ${[...errand.answers].join(', ')}`)
    for (const leadId of errand.answers) {
      const hex = hexOf(leadId)
      claimed.add(hex)
      const row = leads.get(hex)
      if (row) compareFields(lists.lost, key, errand, row, organization)
      else if (!held.has(hex)) lists.lost.find(key, `${leadId} was promised and is not there`)
    }
  }
  // Sends without an answer may each have left one lead, or none.
  const free = [...leads.keys()].filter((hex) => !claimed.has(hex))
  lists.foreign.count(leads.size)
  const known = new Map<string, number>()
  for (const { email } of unanswered) {
    const index = indexOf(email, organization)
    known.set(index, (known.get(index) ?? 0) + 1)
  }
  for (const hex of free) {
    const index = leads.get(hex)!.email_index?.toString('hex') ?? ''
    const left = known.get(index) ?? 0
    if (left > 0) known.set(index, left - 1)
    else lists.foreign.find(hex, `a lead of ${slug} that nobody sent`)
  }
}

const lookupOf = (address: string): string => address.trim().toLowerCase().normalize('NFC')

const indexOf = (address: string, { keys }: VerifiedOrganization): string =>
  keys ? blindIndex(keys.emailIndex, lookupOf(address)).toString('hex') : address

/** I1 and I2: what was answered with yes is there, once, as it was sent; and nothing is there that nobody sent. */
export const sentChecks = async (house: House): Promise<Checklist[]> => {
  const lost = new Checklist('I1', 'each lead that was promised is there, once, as it was sent')
  const foreign = new Checklist('I2', 'each lead of these campaigns was sent')
  const { sent } = house.options
  if (sent === null || !existsSync(sent)) {
    for (const list of [lost, foreign]) {
      if (sent === null) list.skip('no --sent was given: nobody says what was sent')
      else list.find(sent, 'there is no such file')
    }
    return [lost, foreign]
  }
  const errands = [...(await readSent(sent, lost))]
  for (const slug of new Set(errands.map(([, { campaign }]) => campaign)))
    await compareCampaign(
      house,
      { lost, foreign },
      slug,
      errands.filter(([, { campaign }]) => campaign === slug),
    )
  if (house.organizations.some(({ keys }) => keys === null))
    lost.note('fields were not compared: no instance key')
  return [lost, foreign]
}
