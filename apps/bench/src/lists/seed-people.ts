import { blindIndex, newKey, searchToken, wrapContactKey } from '@tributary/db'
import { seededRandom } from '@tributary/kernel'
import { searchWords } from '@tributary/leads'
import { sealContact } from '@tributary/use-cases/capture/sealed-boxes'
import { newUuid } from '@tributary/use-cases/in-organization'
import type { Client } from 'pg'
import type { House } from '../house/open-house.ts'

const BATCH = 5_000

const syllables =
  'ba be bo da de di fa fe ga gi ha he ja ka ke ki la le lo ma me mi na ne no pa pe ra re ri sa se'.split(' ')

const nameOf = (n: number, parts: number): string => {
  let name = ''
  for (let rest = n, i = 0; i < parts; i++, rest = Math.floor(rest / syllables.length))
    name += syllables[rest % syllables.length]
  return `${name[0]!.toUpperCase()}${name.slice(1)}n`
}

/** Some names are frequent, most are rare, as in a telephone directory. */
export const firstNames = Array.from({ length: 200 }, (_, n) => nameOf(n * 7 + 3, 2))
export const lastNames = Array.from({ length: 8_000 }, (_, n) => nameOf(n * 3 + 11, 3))

type Person = {
  readonly id: string
  readonly firstName: string
  readonly lastName: string
  readonly email: string
}

const INSERT = `insert into contact (organization_id, id, wrapped_key, sealed, email_index, email_kind, created_at)
  select $1, u.*, 'business', now() from unnest($2::uuid[], $3::bytea[], $4::bytea[], $5::bytea[]) u`
const TOKENS = `insert into search_token (organization_id, token, contact_id)
  select $1, * from unnest($2::bytea[], $3::uuid[]) on conflict do nothing`

/** People with sealed names, their blind indexes and search tokens. */
export const seedPeople = async (
  { product, system }: House,
  owner: Client,
  wanted: number,
): Promise<void> => {
  const { organizationId } = system
  const keys = await product.keysOf(organizationId)
  const tokens = new Map<string, Buffer>()
  const tokenOf = (word: string): Buffer => {
    const known = tokens.get(word) ?? searchToken(keys, word)
    tokens.set(word, known)
    return known
  }
  const random = seededRandom(42, 'people')
  const draw = (names: readonly string[]) => names[Math.floor(random.next() * random.next() * names.length)]!
  for (let from = 0; from < wanted; from += BATCH) {
    const people = Array.from(
      { length: Math.min(BATCH, wanted - from) },
      (_, n): Person => ({
        id: newUuid(Date.now()),
        firstName: draw(firstNames),
        lastName: draw(lastNames),
        email: `seeded.${from + n}@example.com`,
      }),
    )
    const boxes = people.map(({ id, ...person }) => {
      const key = newKey()
      return {
        key: wrapContactKey(keys, id, key),
        sealed: sealContact(organizationId, id, key, { ...person, phone: null, e164: null }),
        index: blindIndex(keys.emailIndex, person.email),
      }
    })
    const ids = people.map(({ id }) => id)
    await owner.query(INSERT, [
      organizationId,
      ids,
      boxes.map(({ key }) => key),
      boxes.map(({ sealed }) => sealed),
      boxes.map(({ index }) => index),
    ])
    const found = people.flatMap((person) =>
      searchWords(person).map((word) => [tokenOf(word), person.id] as const),
    )
    await owner.query(TOKENS, [organizationId, found.map(([token]) => token), found.map(([, id]) => id)])
  }
}
