import { AppError, notFound } from '@tributary/contracts'
import { openContactKey } from '@tributary/db'
import { sql } from 'kysely'
import { type ContactBox, type LeadBox, openContact, openLead } from '../capture/sealed-boxes.ts'
import type { Tx } from '../in-organization.ts'

export type OpenBoxes = {
  readonly contactId: string
  readonly key: Buffer
  readonly contact: ContactBox
  readonly lead: LeadBox
}

type Row = {
  contact_id: string
  wrapped_key: Buffer | null
  contact_sealed: Buffer | null
  sealed: Buffer | null
}

/** Opens what is sealed about the person of this lead, and holds the person until the transaction ends. */
export const openBoxes = async (tx: Tx, leadId: string): Promise<OpenBoxes> => {
  const { rows } = await sql<Row>`
    select c.id as contact_id, c.wrapped_key, c.sealed as contact_sealed, l.sealed
    from lead l join contact c on c.organization_id = l.organization_id and c.id = l.contact_id
    where l.organization_id = ${tx.organizationId} and l.id = ${leadId} for update of c`.execute(tx.db)
  const row = rows[0]
  if (!row) throw notFound('lead')
  if (!row.wrapped_key || !row.contact_sealed)
    throw new AppError('CONFLICT', 'This person was erased. Nothing more can be written about them.')
  const key = openContactKey(tx.keys, row.contact_id, row.wrapped_key)
  return {
    contactId: row.contact_id,
    key,
    contact: openContact(tx.organizationId, row.contact_id, key, row.contact_sealed),
    lead: row.sealed ? openLead(tx.organizationId, leadId, key, row.sealed) : {},
  }
}
