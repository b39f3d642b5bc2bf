import { openContactKey, searchToken } from '@tributary/db'
import { searchWords } from '@tributary/leads'
import { sql } from 'kysely'
import { openContact } from '../capture/sealed-boxes.ts'
import type { Tx } from '../in-organization.ts'
import type { FreshEvent } from './take-fresh-events.ts'

type Person = {
  id: string
  wrapped_key: Buffer
  sealed: Buffer
  companies: (string | null)[]
}

const NAMES = new Set(['firstName', 'lastName', 'name', 'company'])

/** Whether an edit may have changed what its person is found by. */
const touchesNames = (event: FreshEvent): boolean =>
  event.type === 'lead.edited' && event.payload.fields.some((field) => NAMES.has(field))

/** Writes the blind tokens by which the people of these events are found; an edit also takes away what no longer fits. */
export const updateSearchTokens = async (tx: Tx, events: readonly FreshEvent[]): Promise<void> => {
  const contactIds = new Set<string>()
  const edited = new Set<string>()
  for (const event of events) {
    if (!event.contactId) continue
    if (event.type === 'lead.captured' || touchesNames(event)) contactIds.add(event.contactId)
    if (touchesNames(event)) edited.add(event.contactId)
  }
  if (contactIds.size === 0) return
  const people = await readPeople(tx, [...contactIds])
  const tokens = people.flatMap((person) => tokensOf(tx, person).map((token) => ({ token, id: person.id })))
  const stale = people.filter(({ id }) => edited.has(id)).map(({ id }) => id)
  await removeStale(tx, stale, tokens)
  await insertTokens(tx, tokens)
}

type Token = { readonly token: Buffer; readonly id: string }

const readPeople = async ({ db, organizationId }: Tx, ids: string[]): Promise<Person[]> => {
  const { rows } = await sql<Person>`
    select c.id, c.wrapped_key, c.sealed, array(
      select distinct l.company from lead l
      where l.organization_id = c.organization_id and l.contact_id = c.id and l.company is not null
        and l.deleted_at is null limit 50
    ) as companies
    from contact c where c.organization_id = ${organizationId} and c.id = any(${ids}::uuid[])
      and c.wrapped_key is not null and c.sealed is not null`.execute(db)
  return rows
}

const tokensOf = ({ organizationId, keys }: Tx, person: Person): Buffer[] => {
  const key = openContactKey(keys, person.id, person.wrapped_key)
  const { firstName, lastName } = openContact(organizationId, person.id, key, person.sealed)
  const words = new Set(searchWords({ firstName, lastName }))
  for (const company of person.companies) for (const word of searchWords({ company })) words.add(word)
  return [...words].map((word) => searchToken(keys, word))
}

const removeStale = async ({ db, organizationId }: Tx, ids: string[], tokens: Token[]): Promise<void> => {
  if (ids.length === 0) return
  await sql`
    delete from search_token t where t.organization_id = ${organizationId} and t.contact_id = any(${ids}::uuid[])
      and not exists (
        select 1 from unnest(${tokens.map(({ token }) => token)}::bytea[], ${tokens.map(({ id }) => id)}::uuid[])
          as u(token, id) where u.token = t.token and u.id = t.contact_id
      )`.execute(db)
}

const insertTokens = async ({ db, organizationId }: Tx, tokens: Token[]): Promise<void> => {
  if (tokens.length === 0) return
  const sorted = tokens.toSorted((a, b) => Buffer.compare(a.token, b.token) || (a.id < b.id ? -1 : 1))
  await sql`
    insert into search_token (organization_id, token, contact_id)
    select ${organizationId}, * from unnest(
      ${sorted.map(({ token }) => token)}::bytea[], ${sorted.map(({ id }) => id)}::uuid[])
    on conflict do nothing`.execute(db)
}
