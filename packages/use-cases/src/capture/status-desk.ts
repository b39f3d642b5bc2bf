import { AppError, type LeadStatusAnswer, type Review, type Stage } from '@tributary/contracts'
import type { OrganizationKeys } from '@tributary/db'
import { expectedNextAction, publicStatus } from '@tributary/leads'
import { responseWords } from '@tributary/routing'
import { setOrganization } from '../in-organization.ts'
import type { Product } from '../product.ts'
import { away } from './group-commit.ts'
import type { Row } from './group-facts.ts'
import { isDatabaseAway, type Lane, openLane } from './lane.ts'
import { byteStrings } from './postgres-arrays.ts'
import { readLeadId } from './public-id.ts'
import { opens, readStatusToken } from './status-token.ts'

/** Who asks: whoever holds the lead's token, or a key of its organization. */
export type StatusCaller =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'key'; readonly organizationId: string }

export type StatusDesk = {
  /** @throws AppError `LEAD_NOT_FOUND` alike for unknown, foreign and unauthorised. */
  status(leadId: string, caller: StatusCaller | null): Promise<LeadStatusAnswer>
}

const notThere = () =>
  new AppError('LEAD_NOT_FOUND', 'There is no lead with this id and this token.', { field: 'lead_id' })

const MINUTE = 60_000
/** What is told for a submission that waits to be let in. */
const DAY_IN_MINUTES = 1440

const LOOK = `select l.public_id, l.stage, l.review, l.updated_at, l.captured_at, l.response_due_at, l.owner_id is not null as owned,
    split_part(m.name, ' ', 1) as owner
  from unnest($2::bytea[]) q(public_id)
  join lead l on l.organization_id = $1 and l.public_id = q.public_id and l.deleted_at is null
  left join member m on m.organization_id = $1 and m.id = l.owner_id
  union all
  select h.public_id, 'new', 'pending', h.received_at, h.received_at, null, false, null
  from unnest($2::bytea[]) q(public_id)
  join held_submission h on h.organization_id = $1 and h.public_id = q.public_id and h.state <> 'released'`

const tell = (leadId: string, row: Row): LeadStatusAnswer => {
  const stage = row['stage'] as Stage
  const due = row['response_due_at'] as Date | null
  const minutes = due
    ? Math.round((due.getTime() - (row['captured_at'] as Date).getTime()) / MINUTE)
    : DAY_IN_MINUTES
  return {
    lead_id: leadId,
    status: publicStatus(stage),
    last_updated: (row['updated_at'] as Date).toISOString(),
    assigned_to: (row['owner'] as string | null) || null,
    next_action: expectedNextAction({
      stage,
      review: row['review'] as Review,
      hasOwner: row['owned'] as boolean,
    }),
    estimated_response_time: responseWords(Math.max(1, minutes)),
  }
}

type Asked = {
  readonly publicId: Uint8Array
  readonly answer: (row: Row | undefined) => void
  readonly fail: (error: unknown) => void
}

/**
 * Says where a lead stands. Those who ask at the same moment share one short transaction, sent in one piece, so that
 * asking is cheap however many do.
 */
const openStatusDesk = (product: Product): StatusDesk & { close(): Promise<void> } => {
  const asked = new Map<string, Asked[]>()
  let lane: Promise<Lane> | null = null

  const laneOf = (): Promise<Lane> => {
    lane ??= openLane(product.config.databaseUrl, () => {
      lane = null
    })
    lane.catch(() => {
      lane = null
    })
    return lane
  }

  const look = async (organizationId: string, group: readonly Asked[]): Promise<void> => {
    try {
      const open = await laneOf()
      const results = await Promise.all(
        open.together(() => [
          open.send(`begin read only; ${setOrganization(organizationId)}`),
          open.send({
            name: 'status-look',
            text: LOOK,
            values: [organizationId, byteStrings(group.map((each) => each.publicId))],
          }),
          open.send('commit'),
        ]),
      )
      const rows = new Map(
        results[1]!.rows.map((row) => [(row['public_id'] as Buffer).toString('latin1'), row]),
      )
      for (const each of group) each.answer(rows.get(Buffer.from(each.publicId).toString('latin1')))
    } catch (error) {
      void lane?.then((broken) => broken.close()).catch(() => undefined)
      lane = null
      for (const each of group) each.fail(isDatabaseAway(error) ? away() : error)
    }
  }

  const ask = (organizationId: string, publicId: Uint8Array): Promise<Row | undefined> =>
    new Promise((answer, fail) => {
      const group = asked.get(organizationId)
      if (group) return void group.push({ publicId, answer, fail })
      asked.set(organizationId, [{ publicId, answer, fail }])
      setImmediate(() => {
        const together = asked.get(organizationId) ?? []
        asked.delete(organizationId)
        void look(organizationId, together)
      })
    })

  const keysOf = async (organizationId: string): Promise<OrganizationKeys | null> => {
    try {
      return await product.keysOf(organizationId)
    } catch (error) {
      if (error instanceof AppError) return null
      throw isDatabaseAway(error) ? away() : error
    }
  }

  const organizationOf = async (publicId: Uint8Array, caller: StatusCaller): Promise<string | null> => {
    if (caller.kind === 'key') return caller.organizationId
    const token = readStatusToken(caller.token)
    const keys = token ? await keysOf(token.organizationId) : null
    return token && keys && opens(keys, token, publicId, product.clock()) ? token.organizationId : null
  }

  return {
    status: async (leadId, caller) => {
      const publicId = readLeadId(leadId)
      const organizationId = publicId && caller ? await organizationOf(publicId, caller) : null
      const row = publicId && organizationId ? await ask(organizationId, publicId) : undefined
      if (!row) throw notThere()
      return tell(leadId, row)
    },
    close: async () => {
      await lane?.then((open) => open.close()).catch(() => undefined)
    },
  }
}

const desks = new WeakMap<Product, StatusDesk>()

/** The one desk of this process; it closes with the product. */
export const statusDeskOf = (product: Product): StatusDesk => {
  const known = desks.get(product)
  if (known) return known
  const desk = openStatusDesk(product)
  desks.set(product, desk)
  product.onClose(desk.close)
  return desk
}
