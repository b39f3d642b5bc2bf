import { captureDoorOf } from '@tributary/use-cases/capture/capture-door'
import { foldEvents } from '@tributary/use-cases/ledger/fold-events'
import { bodyOf } from '../capture/submission.ts'
import { connectOwner, type House, openHouse } from '../house/open-house.ts'
import { readOptions } from '../read-options.ts'

const ids = async (house: House): Promise<string[]> => {
  const owner = await connectOwner(house)
  await owner.query('analyze')
  const { rows } = await owner.query<{ id: string }>(
    'select id from event e where not exists (select 1 from event_fold where event_id = e.id) order by id',
  )
  await owner.end()
  return rows.map(({ id }) => id)
}

/** How many captures a second one worker folds: counts, search words, owed notifications and follow-up jobs committed. */
export const run = async (args: readonly string[]): Promise<void> => {
  const { leads, batch } = readOptions(args, { leads: 5000, batch: 500 })
  const house = await openHouse()
  try {
    const door = captureDoorOf(house.product)
    const caller = { kind: 'system', organizationId: house.system.organizationId } as const
    for (let i = 0; i < leads; i += 500)
      await Promise.all(
        Array.from({ length: Math.min(500, leads - i) }, (_, k) =>
          door.submit({
            body: JSON.parse(bodyOf(house.campaign.slug, `f${i + k}`)),
            caller,
            ip: null,
            skipLimits: true,
          }),
        ),
      )
    const eventIds = await ids(house)
    const start = performance.now()
    for (let i = 0; i < eventIds.length; i += batch)
      await foldEvents(house.system, { eventIds: eventIds.slice(i, i + batch) })
    const seconds = (performance.now() - start) / 1000
    console.log(
      `${eventIds.length} captures folded in ${seconds.toFixed(1)} s: ${(eventIds.length / seconds).toFixed(0)}/s`,
    )
  } finally {
    await house.close()
  }
}
