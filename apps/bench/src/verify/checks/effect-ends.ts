import { createReadStream, existsSync, statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { House } from '../connect.ts'
import { Checklist } from '../report.ts'

type Found = { readonly subject: string; readonly text: string }

/** What the rows of effects and tries must agree on among themselves. */
const AGREE: readonly string[] = [
  `select id::text as subject, 'has ' || attempts || ' tries counted and ' || n || ' kept' as text from (
    select f.id, f.attempts, count(a.n) as n from effect f
    left join effect_attempt a on a.organization_id = f.organization_id and a.effect_id = f.id
    group by f.organization_id, f.id) x where attempts <> n`,
  `select id::text as subject, 'succeeded ' || n || ' times' as text from (
    select f.id, count(*) filter (where a.outcome = 'ok') as n from effect f
    left join effect_attempt a on a.organization_id = f.organization_id and a.effect_id = f.id
    where f.state = 'succeeded' group by f.organization_id, f.id) x where n <> 1`,
  `select f.id::text as subject, 'was told that it is done and is ' || f.state as text from effect f
    where f.state <> 'succeeded' and exists (select 1 from effect_attempt a where a.organization_id = f.organization_id
      and a.effect_id = f.id and a.outcome = 'ok')`,
  `select id::text as subject, 'is ' || state || ' and does not say why' as text from effect
    where state in ('skipped', 'dead', 'failed', 'unknown') and coalesce(reason, '') = ''`,
  `select id::text as subject, 'is ' || state || ' without an end' as text from effect
    where state in ('succeeded', 'skipped', 'dead', 'failed') and finished_at is null`,
]

/** Once all has settled no effect may still be on its way, unless its connection waits for a person. */
const UNFINISHED = `select f.id::text as subject, 'is still ' || f.state as text from effect f
  where f.state in ('pending', 'in_flight') and not (f.state = 'pending' and f.next_at is null)`

type Applied = { total: number; known: number }

/** How often the other side did each thing, by our id of it. */
const readJournal = async (path: string): Promise<Map<string, Applied>> => {
  const files = statSync(path).isDirectory()
    ? (await readdir(path)).filter((name) => name.endsWith('.jsonl')).map((name) => join(path, name))
    : [path]
  const done = new Map<string, Applied>()
  for (const file of files)
    for await (const line of createInterface({ input: createReadStream(file) })) {
      if (line.trim() === '') continue
      const entry = JSON.parse(line) as { applied: boolean; answered: boolean; operationId: string | null }
      if (!entry.applied || entry.operationId === null) continue
      const { total, known } = done.get(entry.operationId) ?? { total: 0, known: 0 }
      done.set(entry.operationId, { total: total + 1, known: known + (entry.answered ? 1 : 0) })
    }
  return done
}

type EffectEnd = { id: string; state: string; unclear: number }

const compareWithJournal = async ({ client }: House, list: Checklist, done: Map<string, Applied>) => {
  const { rows } = await client.query<EffectEnd>(
    `select f.id, f.state, (count(a.n) filter (where a.outcome in ('unknown_outcome', 'in_flight'))) as unclear
    from effect f left join effect_attempt a on a.organization_id = f.organization_id and a.effect_id = f.id
    group by f.organization_id, f.id`,
  )
  for (const { id, state, unclear } of rows) {
    const { total = 0 } = done.get(id) ?? {}
    list.count()
    done.delete(id)
    if (state === 'succeeded' && total === 0) list.find(id, 'succeeded, and the other side never saw it')
    if (state === 'skipped' && total > 0) list.find(id, 'was skipped, and the other side got it')
    // An answer that was lost may be asked for again under the same id: once for each lost answer, never more.
    if (total > 1 + unclear) list.find(id, `was done ${total} times, with ${unclear} lost answers`)
    else if (total > 1) list.note(`effect ${id} was done ${total} times: ${unclear} answers were lost`)
  }
  for (const [id, { total }] of done) list.find(id, `was done ${total} times and is no effect of ours`)
}

/** I6: every effect has come to its end, its tries agree with it, and the other side saw it once. */
export const effectEndsCheck = async (house: House): Promise<Checklist> => {
  const list = new Checklist('I6', 'each effect ended as its tries say, and once')
  const { client, options } = house
  const { rows } = await client.query<{ n: number }>('select count(*) as n from effect')
  list.count(rows[0]!.n)
  for (const sql of AGREE) {
    const found = await client.query<Found>(sql)
    for (const { subject, text } of found.rows) list.find(subject, text)
  }
  const open = (await client.query<Found>(UNFINISHED)).rows
  if (options.settled) for (const { subject, text } of open) list.find(subject, text)
  else if (open.length > 0) list.note(`${open.length} effects are still on their way`)
  if (options.journal === null) list.note('the other side was not asked: no --journal was given')
  else if (!existsSync(options.journal)) list.find(options.journal, 'there is no such journal')
  else await compareWithJournal(house, list, await readJournal(options.journal))
  return list
}
