import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openContactKey } from '@tributary/db'
import { writeLeadId } from '@tributary/use-cases/capture/public-id'
import { openContact } from '@tributary/use-cases/capture/sealed-boxes'
import type { Site, Trace } from './fault.ts'

export type Witness = {
  readonly path: string
  readonly traces: readonly (Trace & { readonly name: string })[]
}

type Row = {
  id: string
  public_id: Buffer
  contact_id: string
  slug: string
  wrapped_key: Buffer
  sealed: Buffer
}

/** A list of what was sent that fits the leads of one campaign, but for three lines. */
export const writeSent = async (
  { client, organization, takeLead }: Site,
  folder: string,
): Promise<Witness> => {
  const { campaignId } = await takeLead()
  const { id: organizationId, keys } = organization
  const { rows } = await client.query<Row>(
    `select l.id, l.public_id, l.contact_id, p.slug, c.wrapped_key, c.sealed from lead l
    join contact c on c.organization_id = l.organization_id and c.id = l.contact_id
    join campaign p on p.organization_id = l.organization_id and p.id = l.campaign_id
    where l.organization_id = $1 and l.campaign_id = $2 and c.wrapped_key is not null order by l.id`,
    [organizationId, campaignId],
  )
  const [unsent, mistaken] = rows
  if (!unsent || !mistaken || !keys) throw new Error('the database holds no campaign with two readable leads')
  const lines = rows.slice(1).map((row) => ({
    key: row.id,
    status: 201,
    campaign: row.slug,
    lead_id: writeLeadId(row.public_id),
    email:
      row === mistaken
        ? 'somebody.else@example.com'
        : openContact(
            organizationId,
            row.contact_id,
            openContactKey(keys, row.contact_id, row.wrapped_key),
            row.sealed,
          ).email,
  }))
  const lost = {
    ...{ key: 'promised', status: 201, campaign: unsent.slug, email: 'promised@example.com' },
    lead_id: writeLeadId(Buffer.alloc(16, 7)),
  }
  const path = join(folder, 'sent.jsonl')
  await writeFile(path, [...lines, lost].map((line) => JSON.stringify(line)).join('\n'))
  return {
    path,
    traces: [
      { name: 'a promised lead is not there', check: 'I1', subject: 'promised', text: 'is not there' },
      {
        name: 'a lead has another address than was sent',
        check: 'I1',
        subject: mistaken.id,
        text: 'another e-mail',
      },
      {
        name: 'a lead is there that nobody sent',
        check: 'I2',
        subject: unsent.public_id.toString('hex'),
        text: 'nobody sent',
      },
    ],
  }
}

/** A journal of the other side that saw what it should not have seen. */
export const writeJournal = async ({ client, organization }: Site, folder: string): Promise<Witness> => {
  const { rows } = await client.query<{ id: string }>(
    "select id from effect where organization_id = $1 and state = 'skipped' order by id desc limit 1",
    [organization.id],
  )
  const skipped = rows[0]?.id
  if (!skipped) throw new Error('the database holds no skipped effect')
  const stranger = randomUUID()
  const path = join(folder, 'journal.jsonl')
  const entries = [skipped, stranger].map((operationId) => ({ applied: true, answered: true, operationId }))
  await writeFile(path, entries.map((entry) => JSON.stringify(entry)).join('\n'))
  return {
    path,
    traces: [
      { name: 'a skipped effect was done', check: 'I6', subject: skipped, text: 'the other side got it' },
      {
        name: 'something was done that is no effect',
        check: 'I6',
        subject: stranger,
        text: 'no effect of ours',
      },
    ],
  }
}
