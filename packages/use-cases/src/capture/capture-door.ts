import {
  type CountryOfIp,
  createEmailDomainClassifier,
  openCountryOfIp,
  parsePhone,
} from '@tributary/connectors'
import { AppError } from '@tributary/contracts'
import type { Product } from '../product.ts'
import { openAddressLimit, type Window } from './address-limit.ts'
import { openCampaignFinder } from './campaign-finder.ts'
import type { CaptureAnswer, DoorRequest } from './door-request.ts'
import type { CountedAddress } from './flight.ts'
import { away, openGroupCommit } from './group-commit.ts'
import { answerKey } from './group-facts.ts'
import { markOf } from './idempotency.ts'
import { isDatabaseAway } from './lane.ts'
import type { OrganizationSnapshot } from './organization-snapshot.ts'
import { openStreams } from './organization-stream.ts'
import { ownOriginsOf } from './own-origins.ts'
import { prepareSubmission, type ReadingTools, type Submission } from './prepare-submission.ts'

export type CaptureDoor = {
  /** @throws AppError for everything the sender can act on, `UNAVAILABLE` when the database is away. */
  submit(request: DoorRequest): Promise<CaptureAnswer>
  /** Counts a request that ended before it could be submitted, so that guessing is limited too. */
  countRefused(ip: string | null): void
  /** What an address has left of its minute; null when addresses are not limited. */
  addressWindow(ip: string | null): Window | null
  close(): Promise<void>
}

const MOST_ADDRESSES = 10_000

/** One visitor asks several times: the page, the form, the form again. */
const remembering = (ask: CountryOfIp): CountryOfIp => {
  const known = new Map<string, string | null>()
  return (ip) => {
    const before = known.get(ip)
    if (before !== undefined) return before
    const country = ask(ip)
    if (known.size >= MOST_ADDRESSES) known.clear()
    known.set(ip, country)
    return country
  }
}

/** Refusals that a change of the configuration may have lifted. */
const DEPENDS_ON_CONFIGURATION = new Set([
  'UNKNOWN_CAMPAIGN',
  'ORIGIN_NOT_ALLOWED',
  'INVALID_CAMPAIGN_TOKEN',
  'CAMPAIGN_NOT_ACTIVE',
  'CONSENT_REQUIRED',
])

const unknownCampaign = () =>
  new AppError('UNKNOWN_CAMPAIGN', 'There is no campaign with this id.', { field: 'campaign_id' })

const orRefusal = (make: () => Submission): Submission | AppError => {
  try {
    return make()
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}

const IDEMPOTENCY_WAIT = 2_000

/** Submissions with the same idempotency key go in one after another; the second is answered from the first. */
const openTurnstile = () => {
  const inside = new Map<string, Promise<unknown>>()
  return async <T>(key: string, run: () => Promise<T>): Promise<T> => {
    const deadline = performance.now() + IDEMPOTENCY_WAIT
    for (let before = inside.get(key); before; before = inside.get(key)) {
      const patience = new Promise<'over'>((resolve) =>
        setTimeout(resolve, Math.max(0, deadline - performance.now()), 'over').unref(),
      )
      const ended = await Promise.race([
        before.then(
          () => 'ended',
          () => 'ended',
        ),
        patience,
      ])
      if (ended === 'over')
        throw new AppError(
          'IDEMPOTENCY_IN_PROGRESS',
          'The same request is being worked on. Ask again in a second.',
          {
            field: 'headers.idempotency-key',
            retryAfter: 1,
          },
        )
    }
    const running = run()
    inside.set(key, running)
    try {
      return await running
    } finally {
      inside.delete(key)
    }
  }
}

const doors = new WeakMap<Product, CaptureDoor>()

/** The one door of this process; it closes with the product. */
export const captureDoorOf = (product: Product): CaptureDoor => {
  const known = doors.get(product)
  if (known) return known
  const door = openCaptureDoor(product)
  doors.set(product, door)
  product.onClose(door.close)
  return door
}

/**
 * The hot door: every submission, from wherever, comes in here. Those of one organization that wait at the same moment
 * are written by one transaction and each is answered after the commit; a bad one never fails its neighbours.
 */
const openCaptureDoor = (product: Product): CaptureDoor => {
  const { config } = product
  const campaigns = openCampaignFinder(product)
  const streams = openStreams(product)
  const addresses = openAddressLimit(config.captureLimits.perIpPerMinute, config.encryptionKey)
  const commit = openGroupCommit(product, addresses)
  const turnstile = openTurnstile()
  const tools: ReadingTools = {
    classify: createEmailDomainClassifier(),
    parsePhone,
    countryOfIp: remembering(openCountryOfIp(config.geoipPath ?? undefined)),
    ownOrigins: ownOriginsOf(config.publicUrl),
  }

  const countAddress = ({ caller, ip, skipLimits }: DoorRequest): CountedAddress | null => {
    if (!addresses.isOn || caller.kind !== 'public' || ip === null || skipLimits) return null
    const { refused, counted } = addresses.count(ip, product.clock())
    if (refused) throw refused
    return counted
  }

  const submit = async (request: DoorRequest): Promise<CaptureAnswer> => {
    const { caller, body } = request
    const address = countAddress(request)
    const found = await campaigns.find(body.campaign_id)
    if (!found || (caller.kind !== 'public' && found.organizationId !== caller.organizationId))
      throw unknownCampaign()
    const stream = await streams.of(found.organizationId)
    const now = request.now ?? product.clock()
    const prepare = (by: OrganizationSnapshot) =>
      orRefusal(() => prepareSubmission(request, now, found.campaignId, by, stream.keys, tools))
    let { organization } = stream
    let submission = prepare(organization)
    if (submission instanceof AppError && DEPENDS_ON_CONFIGURATION.has(submission.code)) {
      organization = await streams.fresh(stream)
      submission = prepare(organization)
    }
    if (submission instanceof AppError) {
      if (submission.code === 'UNKNOWN_CAMPAIGN') campaigns.forget(body.campaign_id)
      throw submission
    }
    const passenger = { submission, version: organization.version, address, prepareAgain: prepare }
    const mark = markOf(request)
    if (!mark) return commit.board(stream, passenger)
    return turnstile(answerKey(found.campaignId, mark.credential, mark.keyHash), () =>
      commit.board(stream, passenger),
    )
  }

  return {
    submit: async (request) => {
      try {
        return await submit(request)
      } catch (error) {
        if (error instanceof AppError || !isDatabaseAway(error)) throw error
        throw away()
      }
    },
    countRefused: (ip) => {
      if (!addresses.isOn || ip === null) return
      const { refused } = addresses.count(ip, product.clock())
      if (refused) throw refused
    },
    addressWindow: (ip) => (addresses.isOn && ip !== null ? addresses.windowOf(ip, product.clock()) : null),
    close: commit.close,
  }
}
