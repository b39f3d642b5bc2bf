import { setTimeout as sleep } from 'node:timers/promises'
import { readCaptureBody } from '@tributary/contracts'
import { seededRandom, uuidV7 } from '@tributary/kernel'
import { captureDoorOf } from '@tributary/use-cases/capture/capture-door'
import { assignLeads } from '@tributary/use-cases/leads/assign-leads'
import { editLead } from '@tributary/use-cases/leads/edit-lead'
import { moveLeads } from '@tributary/use-cases/leads/move-leads'
import { removeLeads, restoreLeads } from '@tributary/use-cases/leads/remove-leads'
import { reviewLeads } from '@tributary/use-cases/leads/review-leads'
import { undoChange } from '@tributary/use-cases/leads/undo-change'
import type { Context } from '@tributary/use-cases/product'
import type { Client } from 'pg'
import { bodyOf } from '../capture/submission.ts'
import { type House, ownerUrl } from '../house/open-house.ts'
import { closeHouse, openClient, openHouse as openVerified } from '../verify/connect.ts'
import { readVerifyOptions } from '../verify/options.ts'
import { printReports } from '../verify/report.ts'
import { runChecks } from '../verify/run-checks.ts'
import { printTimes, summarise } from './ask.ts'

const OPERATIONS = 10_000
const AT_ONCE = 4

type Random = ReturnType<typeof seededRandom>

const industries = ['Retail', 'Energy', 'Software', null]
const stages = ['new', 'contacted', 'qualified', 'proposal', 'won', 'lost'] as const

/** Whatever a person or a form may do to one lead. What the product refuses, such as a stage that cannot follow, counts too. */
const operate = async (
  house: House,
  context: Context,
  random: Random,
  leads: string[],
  members: string[],
) => {
  const kind = random.below(10)
  const id = leads.length > 0 ? random.pick(leads) : undefined
  const target = { ids: [id ?? ''] }
  if (id === undefined || kind < 3) {
    const { body } = readCaptureBody(
      JSON.parse(bodyOf(house.campaign.slug, `op-${random.below(1_000_000_000)}`)),
    )
    const caller = { kind: 'public', origin: house.campaign.origin, token: null } as const
    const answer = await captureDoorOf(house.product).submit({ body, caller, ip: null })
    leads.push(answer.id)
  } else if (kind < 5) {
    const to = random.pick(stages)
    await moveLeads(context, {
      target,
      to,
      ...(to === 'lost' ? { lostReason: 'price' as const } : {}),
      ...(to === 'won' ? { valueMinor: 1 + random.below(900_000) } : {}),
    })
  } else if (kind === 5)
    await reviewLeads(
      context,
      random.chance(0.5) ? { target, to: 'accepted' } : { target, to: 'rejected', reason: 'not_a_fit' },
    )
  else if (kind === 6)
    await assignLeads(context, { target, to: random.chance(0.2) ? null : random.pick(members) })
  else if (kind === 7)
    await editLead(context, {
      id,
      industry: random.pick(industries),
      phone: random.pick([null, '+14155550123']),
    })
  else if (kind === 8)
    await (random.chance(0.5) ? removeLeads(context, { target }) : restoreLeads(context, { target }))
  else {
    const { undoId } = await reviewLeads(context, { target, to: 'pending' })
    if (undoId) await undoChange(context, { undoId })
  }
}

const isRefusal = (error: unknown): boolean => error instanceof Error && error.name === 'AppError'

/** Ids begin with their time, so what is recent is a range of the key. */
const idsSince = (ago: number): string => uuidV7(Date.now() - ago, new Uint8Array(10))

const unfolded = async (owner: Client, { organizationId }: Context, since: string): Promise<number> => {
  const { rows } = await owner.query<{ n: string }>(
    `select count(*) as n from event e where e.organization_id = $1 and e.id >= $2 and not exists (
      select 1 from event_fold f where f.organization_id = e.organization_id and f.event_id = e.id)`,
    [organizationId, since],
  )
  return Number(rows[0]!.n)
}

/** How long a fresh event waits until it is counted, asked from outside while the operations go on. */
const watchLag = async (
  owner: Client,
  { organizationId }: Context,
  going: () => boolean,
  lags: number[],
): Promise<void> => {
  while (going()) {
    const { rows } = await owner.query<{ lag: number | null }>(
      `select (extract(epoch from clock_timestamp() - min(recorded_at)) * 1000)::float8 as lag from event e
      where e.organization_id = $1 and e.id >= $2 and not exists (
        select 1 from event_fold f where f.organization_id = e.organization_id and f.event_id = e.id)`,
      [organizationId, idsSince(30_000)],
    )
    lags.push(rows[0]!.lag ?? 0)
    await sleep(100)
  }
}

/** Q5: after 10,000 random operations through the product, with its worker at work, the daily counts equal a fresh count. */
export const randomOperations = async (house: House, owner: Client, context: Context): Promise<boolean> => {
  const members = (await owner.query<{ id: string }>("select id from member where role = 'rep'")).rows.map(
    ({ id }) => id,
  )
  const leads: string[] = []
  const lags: number[] = []
  let done = 0
  let refused = 0
  const since = idsSince(1_000)
  const began = performance.now()
  const watching = watchLag(owner, context, () => done < OPERATIONS, lags)
  const drive = async (lane: number) => {
    const random = seededRandom(42, `lane/${lane}`)
    while (done < OPERATIONS) {
      done++
      try {
        await operate(house, context, random, leads, members)
      } catch (error) {
        if (!isRefusal(error)) throw error
        refused++
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, (_, lane) => drive(lane)))
  await watching
  const seconds = (performance.now() - began) / 1000
  console.log(
    `${OPERATIONS} random operations in ${seconds.toFixed(0)} s (${refused} refused as they should be)`,
  )
  printTimes('until an event is counted', summarise(lags), 'at most 2,000 ms')
  for (let i = 0; i < 300 && (await unfolded(owner, context, since)) > 0; i++) await sleep(100)
  return verifyHouse(house)
}

/** `verify` on the house of a measurement. */
export const verifyHouse = async (house: House): Promise<boolean> => {
  const client = await openClient(ownerUrl(house))
  try {
    const opened = await openVerified(client, readVerifyOptions([], {}), {
      instanceKey: house.encryptionKey,
      logFolders: [],
    })
    const began = performance.now()
    const reports = await runChecks(opened, (text) =>
      console.log(`${((performance.now() - began) / 1000).toFixed(0).padStart(5)} s  ${text}`),
    )
    await closeHouse(opened)
    printReports(reports, (line) => console.log(line))
    console.log(`verify took ${((performance.now() - began) / 1000).toFixed(0)} s`)
    return reports.every(({ findings }) => findings.length === 0)
  } finally {
    await client.end()
  }
}
