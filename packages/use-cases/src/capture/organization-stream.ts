import { kyselyOf, type OrganizationKeys } from '@tributary/db'
import { CompiledQuery } from 'kysely'
import { setOrganization } from '../in-organization.ts'
import type { Product } from '../product.ts'
import type { CaptureAnswer } from './door-request.ts'
import type { Passenger } from './flight.ts'
import { loadOrganization, type OrganizationSnapshot, type Read } from './organization-snapshot.ts'

export type Waiting = Passenger & {
  readonly resolve: (answer: CaptureAnswer) => void
  readonly reject: (error: unknown) => void
}

/** What the door keeps of an organization while the process lives. */
export type OrganizationStream = {
  readonly organizationId: string
  readonly keys: OrganizationKeys
  organization: OrganizationSnapshot
  waiting: Waiting[]
  flying: number
  /** A flight reads and decides; the next one waits until its commit is on its way. */
  deciding: boolean
  queued: boolean
  /** After a full flight the next one waits a moment for those who were just answered to come back. */
  gather: { readonly until: number; readonly enough: number } | null
  /** Hashes of routing copies that are stored. */
  readonly stored: Set<string>
}

/** A newer reading replaces an older one, never the other way round: two flights land in any order. */
export const refresh = (stream: OrganizationStream, organization: OrganizationSnapshot): void => {
  if (organization.version >= stream.organization.version) stream.organization = organization
}

export const openStreams = (product: Product) => {
  const streams = new Map<string, Promise<OrganizationStream>>()

  const inside = <T>(organizationId: string, work: (read: Read) => Promise<T>): Promise<T> =>
    product.orm.em.fork().transactional(async (em) => {
      await em.execute(setOrganization(organizationId))
      const db = kyselyOf(em as typeof product.orm.em)
      return work(
        async (sql, values) =>
          (await db.executeQuery<Record<string, unknown>>(CompiledQuery.raw(sql, [...values]))).rows,
      )
    })

  const open = async (organizationId: string): Promise<OrganizationStream> => {
    const keys = await product.keysOf(organizationId)
    const organization = await inside(organizationId, (read) => loadOrganization(read, organizationId))
    return {
      organizationId,
      keys,
      organization,
      waiting: [],
      flying: 0,
      deciding: false,
      queued: false,
      gather: null,
      stored: new Set(),
    }
  }

  const look = (stream: OrganizationStream): Promise<void> =>
    inside(stream.organizationId, async (read) => {
      const { organizationId } = stream
      const rows = await read(
        'select config_version::int as version from capture_state where organization_id = $1',
        [organizationId],
      )
      if (rows[0]?.['version'] !== stream.organization.version)
        refresh(stream, await loadOrganization(read, organizationId))
    })

  // Of those who ask while a look is on its way, all share the next one.
  const looks = new Map<OrganizationStream, { running: Promise<void>; next: Promise<void> | null }>()
  const startLook = (stream: OrganizationStream): Promise<void> => {
    const running = look(stream).finally(() => {
      if (looks.get(stream)?.running === running) looks.delete(stream)
    })
    looks.set(stream, { running, next: null })
    return running
  }

  return {
    of: (organizationId: string): Promise<OrganizationStream> => {
      const known = streams.get(organizationId)
      if (known) return known
      const opening = open(organizationId)
      streams.set(organizationId, opening)
      opening.catch(() => streams.delete(organizationId))
      return opening
    },
    /** The configuration as it stands after this call began. */
    fresh: async (stream: OrganizationStream): Promise<OrganizationSnapshot> => {
      const known = looks.get(stream)
      if (known) {
        known.next ??= known.running.catch(() => undefined).then(() => startLook(stream))
        await known.next
      } else await startLook(stream)
      return stream.organization
    },
  }
}
