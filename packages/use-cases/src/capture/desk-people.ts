import { KEY_BYTES, openContactKey, wrapContactKey } from '@tributary/db'
import type { Desk, Person } from './desk.ts'
import type { KnownContact } from './group-facts.ts'
import type { Submission } from './prepare-submission.ts'
import { newRowId, randomChunk } from './public-id.ts'
import { type ContactBox, type LeadBox, openContact, sealContact } from './sealed-boxes.ts'

export const boxOf = ({ clean, phone }: Submission): ContactBox => ({
  firstName: clean.firstName,
  lastName: clean.lastName,
  email: clean.email.email,
  phone: clean.phone,
  e164: phone?.e164 ?? null,
})

export const knownPerson = (desk: Desk, submission: Submission, known: KnownContact): Person => {
  const { keys, organization } = desk
  const key = openContactKey(keys, known.id, known.wrappedKey)
  const person = {
    id: known.id,
    key,
    box: openContact(organization.organizationId, known.id, key, known.sealed),
  }
  desk.people.set(submission.emailKey, person)
  return person
}

export const newPerson = (desk: Desk, submission: Submission): Person => {
  const { keys, organization, rows } = desk
  const id = newRowId(submission.now)
  const person = { id, key: randomChunk(KEY_BYTES), box: boxOf(submission) }
  rows.contacts.push({
    id,
    wrappedKey: wrapContactKey(keys, id, person.key),
    sealed: sealContact(organization.organizationId, id, person.key, person.box),
    emailIndex: submission.emailIndex,
    phoneIndex: submission.phoneIndex,
    emailKind: submission.emailKind,
    createdAt: submission.now,
  })
  desk.people.set(submission.emailKey, person)
  return person
}

export const leadBoxOf = (
  { request, clean }: Submission,
  given: Partial<ContactBox> | undefined,
): LeadBox => {
  const { tracking, form_metadata: form } = request.body
  return {
    message: clean.message ?? undefined,
    ip: request.ip ?? undefined,
    userAgent: request.userAgent ?? tracking?.user_agent ?? undefined,
    referrerUrl: tracking?.referrer_url ?? undefined,
    landingPageUrl: tracking?.landing_page_url ?? undefined,
    form: form
      ? {
          type: form.form_type ?? undefined,
          version: form.form_version ?? undefined,
          sentAt: form.timestamp ?? undefined,
        }
      : undefined,
    given,
  }
}
