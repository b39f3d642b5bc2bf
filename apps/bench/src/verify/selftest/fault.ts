import type { Client } from 'pg'
import type { VerifiedOrganization } from '../connect.ts'

/** Where a fault must be told: by which check, about what, in which words. */
export type Trace = { readonly check: string; readonly subject: string; readonly text: string }

export type Site = {
  readonly client: Client
  readonly organization: VerifiedOrganization
  readonly instanceKey: Buffer
  /** A lead nobody has spoilt yet: with an owner, a routing decision, a folded capture and a readable contact. */
  takeLead(): Promise<PlantedLead>
}

export type PlantedLead = {
  readonly id: string
  readonly contactId: string
  readonly campaignId: string
  readonly ownerId: string
  readonly captureId: string
}

export type Fault = { readonly name: string; plant(site: Site): Promise<Trace> }

/** The first row of an answer, or a word that there is nothing to spoil. */
export const one = async <Row extends object>(
  client: Client,
  sql: string,
  values: unknown[] = [],
): Promise<Row> => {
  const { rows } = await client.query<Row>(sql, values)
  if (!rows[0]) throw new Error('the database holds nothing that this fault could be planted in')
  return rows[0]
}
