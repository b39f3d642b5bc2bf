import { openJson, placeOf, sealJson } from '@tributary/db'

/** What a contact's sealed box holds. */
export type ContactBox = {
  readonly firstName: string
  readonly lastName: string
  readonly email: string
  /** As it was typed. */
  readonly phone: string | null
  readonly e164: string | null
}

/** What a lead's sealed box holds, under the key of its contact. Absent is not given. */
export type LeadBox = {
  readonly message?: string
  readonly ip?: string
  readonly userAgent?: string
  readonly referrerUrl?: string
  readonly landingPageUrl?: string
  readonly form?: { readonly type?: string; readonly version?: string; readonly sentAt?: string }
  /** What this submission said differently from the contact it belongs to; it changes nobody's fields. */
  readonly given?: Partial<ContactBox>
}

export const sealContact = (
  organizationId: string,
  contactId: string,
  key: Uint8Array,
  box: ContactBox,
): Buffer => sealJson(key, placeOf(organizationId, 'contact', 'sealed', contactId), box)

export const openContact = (
  organizationId: string,
  contactId: string,
  key: Uint8Array,
  sealed: Uint8Array,
): ContactBox => openJson(key, placeOf(organizationId, 'contact', 'sealed', contactId), sealed)

export const sealLead = (organizationId: string, leadId: string, key: Uint8Array, box: LeadBox): Buffer =>
  sealJson(key, placeOf(organizationId, 'lead', 'sealed', leadId), box)

export const openLead = (
  organizationId: string,
  leadId: string,
  key: Uint8Array,
  sealed: Uint8Array,
): LeadBox => openJson(key, placeOf(organizationId, 'lead', 'sealed', leadId), sealed)

/** What of `given` the contact does not have, `undefined` when nothing. */
export const differences = (known: ContactBox, given: ContactBox): Partial<ContactBox> | undefined => {
  const entries = (Object.keys(given) as (keyof ContactBox)[])
    .filter((field) => given[field] !== null && given[field] !== known[field])
    .map((field) => [field, given[field]] as const)
  return entries.length === 0 ? undefined : (Object.fromEntries(entries) as Partial<ContactBox>)
}
