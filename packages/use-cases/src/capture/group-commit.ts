import { AppError } from '@tributary/contracts'
import { LIVE, WAKE } from '@tributary/jobs'
import type { Product } from '../product.ts'
import type { openAddressLimit } from './address-limit.ts'
import type { CaptureAnswer } from './door-request.ts'
import { type FlightTools, fly, type Landed, type Passenger } from './flight.ts'
import { isDatabaseAway, isPassing, type Lane, openLane } from './lane.ts'
import { type OrganizationStream, refresh, type Waiting } from './organization-stream.ts'

/** Submissions that one transaction takes, at most. */
const MOST_IN_FLIGHT = 256
/** Submissions that may wait in one process; beyond it the sender is asked to come back. */
const MOST_WAITING = 5_000
const LANES = 4
/** Flights of one organization at once: while one waits for the disk the next is prepared, if it is worth one. */
const LANES_PER_ORGANIZATION = 2
const WORTH_A_LANE = 64
/**
 * A transaction costs the same for one as for thirty. Under load those who were just answered ask again at once, so a
 * flight after a full one waits this long (milliseconds) or until so many of them are back.
 */
const FULL = 8
const GATHER = 2
const GATHERED = 0.8

export const away = (): AppError =>
  new AppError('UNAVAILABLE', 'We cannot take requests at this moment. Please try again in a few seconds.', {
    retryAfter: 2,
  })

/** Lets those who wait for the same organization share a transaction, and answers each after the commit. */
export const openGroupCommit = (product: Product, addresses: ReturnType<typeof openAddressLimit>) => {
  const { config, log } = product
  const ready: OrganizationStream[] = []
  const idle: Lane[] = []
  let flights = 0
  let waiting = 0
  let closed = false
  let departing = false
  let alarmSet = false
  let landed: (() => void) | undefined

  const announce = ({ organizationId }: OrganizationStream, { rows }: Landed): void => {
    if (rows.events.length === 0) return
    product.announce(WAKE, 'ledger.fold')
    product.announce(LIVE, `${organizationId} leads`)
    for (const event of rows.events)
      if (event.type === 'touch.repeated') product.announce(LIVE, `${organizationId} lead:${event.leadId}`)
  }

  const land = (stream: OrganizationStream, group: readonly Waiting[], flight: Landed): void => {
    refresh(stream, flight.organization)
    stream.gather =
      group.length < FULL
        ? null
        : { until: performance.now() + GATHER, enough: Math.ceil(group.length * GATHERED) }
    if (flight.rows.leads.length > 0) stream.stored.add(flight.organization.desk.hash)
    for (const [key, { since, before }] of flight.addresses) addresses.learn(key, since, before + 1)
    for (const [i, outcome] of flight.outcomes.entries())
      if (outcome instanceof AppError) group[i]!.reject(outcome)
      else group[i]!.resolve(outcome)
    announce(stream, flight)
  }

  const toolsOf = (stream: OrganizationStream): FlightTools => ({
    organizationId: stream.organizationId,
    organization: stream.organization,
    keys: stream.keys,
    queue: product.queue,
    perHour: config.captureLimits.perCampaignPerHour,
    isStored: (hash) => stream.stored.has(hash),
    onCommitting: () => {
      stream.deciding = false
      depart()
    },
    overLimit: (since) => addresses.refusal(since, product.clock()),
  })

  const openOne = async (): Promise<Lane> => {
    // It may be lost before it is ours: the database went away while the session was set up.
    const mine: { lane?: Lane } = {}
    mine.lane = await openLane(config.databaseUrl, () => {
      const at = mine.lane ? idle.indexOf(mine.lane) : -1
      if (at >= 0) idle.splice(at, 1)
    })
    return mine.lane
  }

  const failed = async (
    stream: OrganizationStream,
    group: readonly Waiting[],
    attempt: number,
    error: unknown,
  ): Promise<void> => {
    if (isDatabaseAway(error)) {
      log.warn(
        { error: String(error), submissions: group.length },
        'the hot door does not reach the database',
      )
      for (const passenger of group) passenger.reject(away())
      return
    }
    if (attempt < 3 && isPassing(error)) return flyAll(stream, group, attempt + 1)
    if (group.length === 1) {
      log.error({ error: String(error) }, 'a submission could not be written')
      group[0]!.reject(error)
      return
    }
    const half = group.length >> 1
    await flyAll(stream, group.slice(0, half))
    await flyAll(stream, group.slice(half))
  }

  /** Flies a group, and when it fails the halves of it, until what fails stands alone. */
  const flyAll = async (
    stream: OrganizationStream,
    group: readonly Waiting[],
    attempt = 1,
  ): Promise<void> => {
    let lane: Lane | undefined
    try {
      lane = idle.pop() ?? (await openOne())
      const flight = await fly(lane, group, toolsOf(stream))
      if (closed) lane.close()
      else idle.push(lane)
      land(stream, group, flight)
    } catch (error) {
      lane?.close()
      await failed(stream, group, attempt, error)
    }
  }

  const isReady = (stream: OrganizationStream): boolean => {
    if (stream.deciding || stream.flying >= LANES_PER_ORGANIZATION) return false
    const here = stream.waiting.length
    if (stream.flying > 0) return here >= WORTH_A_LANE
    const { gather } = stream
    if (gather === null || here >= gather.enough || performance.now() >= gather.until) return true
    if (!alarmSet) {
      alarmSet = true
      setTimeout(onAlarm, 1)
    }
    return false
  }

  const onAlarm = (): void => {
    alarmSet = false
    depart()
  }

  /** What arrives in the same turn of the event loop shares the flight. */
  const departSoon = (): void => {
    if (departing) return
    departing = true
    setImmediate(() => {
      departing = false
      depart()
    })
  }

  const depart = (): void => {
    while (flights < LANES) {
      const at = ready.findIndex(isReady)
      const stream = ready[at]
      if (!stream) return
      stream.gather = null
      const group = stream.waiting.splice(0, MOST_IN_FLIGHT)
      if (stream.waiting.length === 0) {
        ready.splice(at, 1)
        stream.queued = false
      }
      waiting -= group.length
      flights++
      stream.flying++
      stream.deciding = true
      void flyAll(stream, group).finally(() => {
        flights--
        stream.flying--
        // A flight that failed before its commit never said so.
        if (stream.flying === 0) stream.deciding = false
        if (flights === 0) landed?.()
        depart()
      })
    }
  }

  return {
    board: (stream: OrganizationStream, passenger: Passenger): Promise<CaptureAnswer> =>
      new Promise((resolve, reject) => {
        if (closed || waiting >= MOST_WAITING) return reject(away())
        stream.waiting.push({ ...passenger, resolve, reject })
        waiting++
        if (!stream.queued) {
          stream.queued = true
          ready.push(stream)
        }
        departSoon()
      }),
    /** Takes nobody any more and waits until those on their way have landed. */
    close: async (): Promise<void> => {
      closed = true
      if (flights > 0)
        await new Promise<void>((resolve) => {
          landed = resolve
        })
      for (const lane of idle.splice(0)) lane.close()
    },
  }
}
