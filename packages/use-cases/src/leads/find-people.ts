import { domainToASCII } from 'node:url'
import { parsePhone } from '@tributary/connectors'
import { blindIndex, countContactsWithTokens, type LeadSearch, searchToken } from '@tributary/db'
import { isUuid } from '@tributary/kernel'
import { normaliseEmail, queryWords } from '@tributary/leads'
import { sql } from 'kysely'
import { readLeadId } from '../capture/public-id.ts'
import type { Tx } from '../in-organization.ts'

/** With more people than these who have the same words, walking the list and asking for each lead is cheaper. */
const MOST_FETCHED = 5000

/** What a person may have typed without writing it out: the countries that this organization's campaigns dial in. */
const dialledCountries = async ({ db, organizationId }: Tx): Promise<(string | null)[]> => {
  const { rows } = await sql<{ country: string | null }>`
    select distinct default_country as country from campaign
    where organization_id = ${organizationId} and default_country is not null limit 20`.execute(db)
  return [null, ...rows.map((row) => row.country)]
}

const LOOKS_LIKE_PHONE = /^[+(]?[\d\s().\-/]{6,}$/

const byPhone = async (tx: Tx, text: string): Promise<LeadSearch | undefined> => {
  if (!LOOKS_LIKE_PHONE.test(text)) return undefined
  const numbers = new Set(
    (await dialledCountries(tx)).flatMap((country) => parsePhone(text, country).e164 ?? []),
  )
  if (numbers.size === 0) return undefined
  const indexes = [...numbers].map((number) => blindIndex(tx.keys.phoneIndex, number))
  const { rows } = await sql<{ id: string }>`
    select id from contact where organization_id = ${tx.organizationId} and phone_index = any(${indexes}::bytea[])
    limit 1000`.execute(tx.db)
  return { kind: 'contacts', ids: rows.map((row) => row.id) }
}

const byEmail = async (tx: Tx, text: string): Promise<LeadSearch | undefined> => {
  const email = text.includes('@') ? normaliseEmail(text, domainToASCII) : null
  if (email?.kind !== 'valid') return undefined
  const index = blindIndex(tx.keys.emailIndex, email.lookup)
  const { rows } = await sql<{ id: string }>`
    select id from contact where organization_id = ${tx.organizationId} and email_index = ${index}`.execute(
    tx.db,
  )
  return { kind: 'contacts', ids: rows.map((row) => row.id) }
}

const byWords = async (tx: Tx, text: string): Promise<LeadSearch> => {
  const tokens = queryWords(text).map((word) => searchToken(tx.keys, word))
  if (tokens.length === 0) return { kind: 'contacts', ids: [] }
  const found = await countContactsWithTokens(tx.db, tx.organizationId, tokens, MOST_FETCHED + 1)
  return { kind: 'tokens', tokens, many: found > MOST_FETCHED }
}

/**
 * Reads what somebody typed: the id of a lead, an exact e-mail address or phone number, else words of names and
 * companies. Words find candidates by keyed hash; `matchesQuery` verifies them after decryption.
 */
export const findPeople = async (tx: Tx, text: string): Promise<LeadSearch> => {
  if (isUuid(text)) return { kind: 'lead', id: text }
  const publicId = readLeadId(text.toLowerCase())
  if (publicId) return { kind: 'public', publicId }
  return (await byEmail(tx, text)) ?? (await byPhone(tx, text)) ?? (await byWords(tx, text))
}

/** Whether the hits of this text have to be verified: words are, what is exact is not. */
export const isByWords = (text: string): boolean =>
  !isUuid(text) &&
  !readLeadId(text.toLowerCase()) &&
  !(text.includes('@') && normaliseEmail(text, domainToASCII).kind === 'valid') &&
  !(LOOKS_LIKE_PHONE.test(text) && queryWords(text).every((word) => /^\d+$/.test(word)))
