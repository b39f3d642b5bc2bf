import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { openContactKey } from '@tributary/db'
import { openContact } from '@tributary/use-cases/capture/sealed-boxes'
import { Query } from 'pg'
import type { House, VerifiedOrganization } from '../connect.ts'
import { Checklist } from '../report.ts'

/** What must stand nowhere readable: what contacts told us, as text that is looked up after a pattern found it. */
type Secrets = { readonly emails: Set<string>; readonly phones: Set<string>; readonly names: Set<string> }

const PAGE = 5_000
/** What a number in a row can be besides a phone: a date, or a time in milliseconds. */
const NO_PHONE = /^(?:\d{4}-\d\d-\d\d|\d{13,})/

const digits = (text: string): string => text.replaceAll(/\D/g, '')
const SHORTEST_PHONE = 9

type SealedContact = { readonly id: string; readonly wrapped_key: Buffer; readonly sealed: Buffer }

const addPerson = (
  { id, keys }: VerifiedOrganization,
  row: SealedContact,
  secrets: Secrets,
  list: Checklist,
): void => {
  try {
    const box = openContact(id, row.id, openContactKey(keys!, row.id, row.wrapped_key), row.sealed)
    secrets.emails.add(box.email.toLowerCase())
    for (const phone of [box.phone, box.e164])
      if (phone && digits(phone).length >= SHORTEST_PHONE) secrets.phones.add(digits(phone))
    if (box.firstName !== '' && box.lastName !== '')
      secrets.names.add(`${box.firstName} ${box.lastName}`.toLowerCase())
  } catch {
    list.find(`contact ${row.id}`, 'its sealed box cannot be opened')
  }
}

const addContacts = async (
  { client }: House,
  organization: VerifiedOrganization,
  secrets: Secrets,
  list: Checklist,
): Promise<number> => {
  let last = '00000000-0000-0000-0000-000000000000'
  let n = 0
  for (;;) {
    const { rows } = await client.query<SealedContact>(
      `select id, wrapped_key, sealed from contact where organization_id = $1 and id > $2
        and wrapped_key is not null and sealed is not null order by id limit ${PAGE}`,
      [organization.id, last],
    )
    for (const row of rows) addPerson(organization, row, secrets, list)
    n += rows.length
    if (rows.length < PAGE) return n
    last = rows.at(-1)!.id
  }
}

/** Our own people and offices stand in the open; a contact who is one of them is no leak. */
const removeStaff = async ({ client }: House, { emails, names, phones }: Secrets): Promise<void> => {
  const { rows } = await client.query<{ text: string | null }>(
    `select email as text from auth_user union select name from auth_user union select email from member
    union select name from member union select contact_email from office union select contact_person from office
    union select contact_phone from office union select jsonb_array_elements_text(phones) from member
    union select jsonb_array_elements_text(notification_emails) from campaign
    union select email from auth_invitation`,
  )
  for (const { text } of rows) {
    if (text === null) continue
    emails.delete(text.toLowerCase())
    names.delete(text.toLowerCase())
    phones.delete(digits(text))
  }
}

const EMAIL = /[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}/g
const PHONE = /\+?\d[\d ().-]{7,20}\d/g
const NAME = /(?=(\p{L}[\p{L}'’-]+) (\p{L}[\p{L}'’-]+))/gu

type Seen = { readonly what: string }

/** What of the secrets stands in a text. Says what kind it is, never the thing itself. */
const leaksIn = (text: string, secrets: Secrets, marks: readonly string[]): Seen[] => {
  const seen: Seen[] = []
  if (text.includes('@'))
    for (const [email] of text.matchAll(EMAIL))
      if (secrets.emails.has(email.toLowerCase())) seen.push({ what: 'an e-mail address' })
  for (const [phone] of text.matchAll(PHONE))
    if (!NO_PHONE.test(phone) && secrets.phones.has(digits(phone))) seen.push({ what: 'a phone number' })
  for (const mark of marks) if (text.includes(mark)) seen.push({ what: `the mark ${mark.slice(0, 4)}…` })
  return seen
}

const namesIn = (text: string, { names }: Secrets): Seen[] =>
  [...text.matchAll(NAME)].flatMap(([, first, last]) =>
    names.has(`${first} ${last}`.toLowerCase()) ? [{ what: 'a full name' }] : [],
  )

type TableToRead = { schema: string; name: string; columns: string[]; bare: string[]; blobs: string[] }

/** `bare` columns hold ids, times, yes or no: neither an address nor a number fits in them. */
const TABLES = `select n.nspname as schema, c.relname as name,
    coalesce(array_agg(a.attname::text order by a.attnum) filter (where t.typname <> 'bytea'), '{}') as columns,
    coalesce(array_agg(a.attname::text order by a.attnum)
      filter (where t.typname in ('uuid', 'bool', 'date', 'timestamp', 'timestamptz')), '{}') as bare,
    coalesce(array_agg(a.attname::text order by a.attnum) filter (where t.typname = 'bytea'), '{}') as blobs
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  join pg_type t on t.oid = a.atttypid
  where n.nspname in ('public', 'pgboss') and c.relkind = 'r' group by 1, 2 order by 1, 2`

/** What companies and rules are called stands in the open: two words of it may be somebody's name. */
const OPEN_WORDS = new Set(['company', 'name', 'industry', 'subject'])
const NAMES_ROWS = 20_000

/**
 * Rows worth reading: an address, or a number written as people write one. Dates, ids and times are none. Nearly no row
 * is: a sign that is sought byte by byte is asked for before each pattern, which costs many times as much.
 */
const SUSPECT = `text like '%@%' and text ~ '[[:alnum:]._%+-]@[[:alnum:].-]'
  or text like '%+%' and text ~ '[+][1-9]'
  or text like '%(%' and text ~ '[(][0-9]{2,4}[)]'
  or text ~ '[0-9]{3}[-. ][0-9]{3}[-. ][0-9]{4}|[0-9]{9}'
    and text ~ '[^0-9][0-9]{3}[-. ][0-9]{3}[-. ][0-9]{4}|[^0-9a-f-][0-9]{9,12}[^0-9a-f-]'`

const quoted = (name: string): string => `"${name}"`

/** A row as text, with a space before and after each of its columns; null when none is left. */
const rowText = ({ columns, blobs }: TableToRead, without: ReadonlySet<string>): string | null => {
  const texts = [
    ...columns.filter((name) => !without.has(name)).map((name) => `coalesce(${quoted(name)}::text, '')`),
    ...blobs.map((name) => `coalesce(encode(${quoted(name)}, 'escape'), '')`),
  ]
  return texts.length === 0 ? null : `' ' || ${texts.join(` || ' ' || `)} || ' '`
}

/** Shows each text of an answer as it comes. Unlike a cursor this may be worked out by several processes. */
const readTexts = ({ client }: House, sql: string, look: (text: string) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    const query = client.query(new Query<{ text: string }>(sql))
    query.on('row', ({ text }) => look(text))
    query.on('end', () => resolve())
    query.on('error', reject)
  })

/** Reads every table as text: rows with something like an address, a number or a mark, and of names the first rows. */
const readTable = async (
  house: House,
  list: Checklist,
  table: TableToRead,
  secrets: Secrets,
): Promise<void> => {
  const { client, options } = house
  const from = `${quoted(table.schema)}.${quoted(table.name)}`
  const report = (seen: Seen[]) => {
    for (const { what } of seen)
      list.find(`${table.schema}.${table.name}`, `${what} stands there in the open`)
  }
  const { rows } = await client.query<{ n: number }>(`select count(*) as n from ${from}`)
  list.count(rows[0]!.n)
  // A mark may be anything, also an id.
  const text = rowText(table, new Set(options.marks.length > 0 ? [] : table.bare))
  const marks = options.marks.map((mark) => ` or text ~ '${mark.replaceAll(/[^\w]/g, '.')}'`).join('')
  if (text !== null)
    await readTexts(
      house,
      `select text from (select ${text} as text from ${from} offset 0) x where ${SUSPECT}${marks}`,
      (row) => report(leaksIn(row, secrets, options.marks)),
    )
  const words = rowText(table, new Set([...table.bare, ...OPEN_WORDS]))
  if (words !== null)
    await readTexts(
      house,
      `select ${words} as text from ${from} order by ctid desc limit ${NAMES_ROWS}`,
      (row) => report(namesIn(row, secrets)),
    )
}

const readLogs = async (house: House, list: Checklist, secrets: Secrets): Promise<void> => {
  for (const folder of house.logFolders)
    for (const name of (await readdir(folder)).filter((each) => each.endsWith('.log')))
      for await (const line of createInterface({ input: createReadStream(join(folder, name)) })) {
        list.count()
        for (const { what } of [...leaksIn(line, secrets, house.options.marks), ...namesIn(line, secrets)])
          list.find(name, `${what} stands in the log`)
      }
}

/** I14: what contacts told us stands nowhere readable: no table, no queue, no log. */
export const privacyCheck = async (house: House): Promise<Checklist> => {
  const list = new Checklist('I14', 'no personal data of contacts is readable in tables, queue or logs')
  const secrets: Secrets = { emails: new Set(), phones: new Set(), names: new Set() }
  let contacts = 0
  for (const organization of house.organizations) {
    if (organization.isKeyBroken) list.find(organization.id, 'its key cannot be opened by this instance')
    if (organization.keys) contacts += await addContacts(house, organization, secrets, list)
  }
  if (contacts === 0 && house.options.marks.length === 0) {
    list.skip(
      house.organizations.some(({ keys }) => keys)
        ? 'there is no contact to look for'
        : 'no instance key: nobody to look for',
    )
    return list
  }
  await removeStaff(house, secrets)
  const { rows } = await house.client.query<TableToRead>(TABLES)
  for (const table of rows) await readTable(house, list, table, secrets)
  await readLogs(house, list, secrets)
  list.note(
    `looked for ${contacts.toLocaleString('en')} contacts; for full names in the newest ${NAMES_ROWS.toLocaleString('en')} rows of each table`,
  )
  return list
}
