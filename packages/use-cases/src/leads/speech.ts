import { decimalFromMinor } from '@tributary/kernel'
import { sql } from 'kysely'
import type { Tx } from '../in-organization.ts'
import type { Speech } from './event-words.ts'

/** The organization's way to name people, instants and amounts. */
export const readSpeech = async ({ db, organizationId }: Tx): Promise<Speech> => {
  const { rows: organizations } = await sql<{ locale: string; time_zone: string }>`
    select locale, time_zone from organization where id = ${organizationId}`.execute(db)
  const { rows: members } = await sql<{ id: string; name: string }>`
    select id, name from member where organization_id = ${organizationId}`.execute(db)
  const names = new Map(members.map(({ id, name }) => [id, name]))
  const { locale, time_zone: timeZone } = organizations[0]!
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone })
  return {
    memberName: (id) => (id === null ? 'nobody' : (names.get(id) ?? 'somebody who has left')),
    when: (iso) => format.format(new Date(iso)),
    money: (minor, currency) =>
      new Intl.NumberFormat(locale, {
        style: 'currency',
        currency,
        trailingZeroDisplay: 'stripIfInteger',
      }).format(decimalFromMinor(minor, currency) as `${number}`),
  }
}
