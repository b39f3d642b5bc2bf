import { openContactKey } from '@tributary/db'
import { sql } from 'kysely'
import { openContact } from '../capture/sealed-boxes.ts'
import type { Tx } from '../in-organization.ts'

/** The domain behind a lead's e-mail address; the address itself stays in its box. */
export type EmailDomain = {
  readonly leadId: string
  readonly contactId: string
  readonly domain: string
  readonly companyName: string | null
}

type Row = { id: string; contact_id: string; company: string | null; wrapped_key: Buffer; sealed: Buffer }

export const readEmailDomains = async (
  { db, organizationId, keys }: Tx,
  leadIds: readonly string[],
): Promise<EmailDomain[]> => {
  const { rows } = await sql<Row>`
    select l.id, l.contact_id, l.company, c.wrapped_key, c.sealed
    from lead l join contact c on c.organization_id = l.organization_id and c.id = l.contact_id
    where l.organization_id = ${organizationId} and l.id = any(${[...leadIds]}::uuid[])
      and l.deleted_at is null and c.wrapped_key is not null and c.sealed is not null`.execute(db)
  return rows.flatMap((row) => {
    const key = openContactKey(keys, row.contact_id, row.wrapped_key)
    const { email } = openContact(organizationId, row.contact_id, key, row.sealed)
    const domain = email?.slice(email.lastIndexOf('@') + 1).toLowerCase()
    if (!domain) return []
    return [{ leadId: row.id, contactId: row.contact_id, domain, companyName: row.company }]
  })
}
