import { domainToASCII } from 'node:url'
import { createEmailDomainClassifier, parsePhone } from '@tributary/connectors'
import { AppError, type EditLead } from '@tributary/contracts'
import { blindIndex } from '@tributary/db'
import { normaliseEmail } from '@tributary/leads'
import type { ScoringFacts } from '@tributary/scoring'
import { sql } from 'kysely'
import { type ContactBox, sealContact } from '../capture/sealed-boxes.ts'
import type { Tx } from '../in-organization.ts'
import { next, type Restored } from './next-value.ts'

const classify = createEmailDomainClassifier()

const invalid = (field: string, message: string) => new AppError('VALIDATION_ERROR', message, { field })

export const nextContact = (
  box: ContactBox,
  edit: EditLead,
  country: string | null,
  restored: Restored | null,
): ContactBox => {
  const phone = next(edit.phone, box.phone)
  const read = edit.phone === undefined || phone === null ? null : (restored ?? parsePhone(phone, country))
  if (!restored && read && read.e164 === null)
    throw invalid('phone', 'This is not a phone number that can be dialled.')
  return {
    firstName: edit.firstName ?? box.firstName,
    lastName: edit.lastName ?? box.lastName,
    email: edit.email ?? box.email,
    phone,
    e164: edit.phone === undefined ? box.e164 : (read?.e164 ?? null),
  }
}

type Email = { readonly index: Buffer; readonly kind: ScoringFacts['emailKind'] }

export const emailOf = (tx: Tx, text: string): Email => {
  const email = normaliseEmail(text, domainToASCII)
  if (email.kind !== 'valid') throw invalid('email', 'Enter an e-mail address such as name@company.com.')
  return { index: blindIndex(tx.keys.emailIndex, email.lookup), kind: classify(email.domain) }
}

export const saveContact = async (
  tx: Tx,
  contactId: string,
  key: Buffer,
  box: ContactBox,
  email: Email | null,
) => {
  if (email) {
    const { rows } = await sql<{ id: string }>`
      select id from contact where organization_id = ${tx.organizationId} and email_index = ${email.index}
        and id <> ${contactId}`.execute(tx.db)
    if (rows.length > 0)
      throw new AppError('CONFLICT', 'Another person has this e-mail address already.', { field: 'email' })
  }
  const phoneIndex = box.e164 === null ? null : blindIndex(tx.keys.phoneIndex, box.e164)
  await sql`update contact set sealed = ${sealContact(tx.organizationId, contactId, key, box)},
      phone_index = ${phoneIndex}
      ${email ? sql`, email_index = ${email.index}, email_kind = ${email.kind}` : sql``}
    where organization_id = ${tx.organizationId} and id = ${contactId}`.execute(tx.db)
}
