import {
  type CompiledRouting,
  compileRouting,
  decodeDecision,
  type EncodedDecision,
  type RoutingSnapshot,
  replayDecision,
} from '@tributary/routing'
import type { House } from '../connect.ts'
import { Checklist } from '../report.ts'
import type { LeadCheck } from './lead-check.ts'

type Snapshots = ReadonlyMap<string, CompiledRouting>

const readSnapshots = async (
  { client }: House,
  organizationId: string,
  list: Checklist,
): Promise<Snapshots> => {
  const { rows } = await client.query<{ hash: string; body: RoutingSnapshot }>(
    'select hash, body from routing_snapshot where organization_id = $1',
    [organizationId],
  )
  const snapshots = new Map<string, CompiledRouting>()
  for (const { hash, body } of rows) {
    try {
      snapshots.set(hash, compileRouting(body.team, body.rules))
    } catch (error) {
      list.find(hash, `this copy of team and rules cannot be read: ${(error as Error).message}`)
    }
  }
  return snapshots
}

/** I10, MS-11: every routing decision, taken again from what it was taken from, has the same outcome. */
export const routingCheck = (house: House): LeadCheck => {
  const list = new Checklist('I10 routing', 'each routing decision can be taken again')
  let snapshots: Snapshots = new Map()
  const open = new Map<string, number>()

  const replay = (
    leadId: string,
    eventId: string,
    encoded: EncodedDecision,
    ownerId: string | null,
  ): void => {
    list.count()
    const snapshot = snapshots.get(encoded[0])
    if (!snapshot) return list.find(leadId, `event ${eventId}: its copy of team and rules is not kept`)
    const { outcome } = replayDecision(snapshot, decodeDecision(snapshot, encoded))
    const owner = outcome.kind === 'assigned' ? outcome.memberId : null
    if (owner !== ownerId)
      list.find(
        leadId,
        `event ${eventId}: it went to ${ownerId ?? 'nobody'}, taken again to ${owner ?? 'nobody'}`,
      )
  }
  return {
    list,
    begin: async ({ id }) => {
      open.clear()
      snapshots = await readSnapshots(house, id, list)
    },
    look: ({ lead, events }) => {
      const isOpen =
        lead.deleted_at === null &&
        lead.review !== 'rejected' &&
        lead.stage !== 'won' &&
        lead.stage !== 'lost'
      if (isOpen && lead.owner_id !== null) open.set(lead.owner_id, (open.get(lead.owner_id) ?? 0) + 1)
      for (const event of events) {
        if (event.type === 'lead.captured' && event.payload.route)
          replay(lead.id, event.id, event.payload.route, event.payload.ownerId)
        if (event.type === 'lead.assigned' && event.payload.route)
          replay(lead.id, event.id, event.payload.route, event.payload.to)
      }
    },
    end: async ({ id }) => {
      const { rows } = await house.client.query<{ open: Record<string, number> | null }>(
        "select load->'open' as open from capture_state where organization_id = $1",
        [id],
      )
      const { rows: members } = await house.client.query<{ id: string }>(
        'select id from member where organization_id = $1',
        [id],
      )
      const kept = rows[0]?.open ?? {}
      for (const { id: memberId } of members) {
        list.count()
        const [says, counted] = [kept[memberId] ?? 0, open.get(memberId) ?? 0]
        if (says !== counted)
          list.find(memberId, `routing counts ${says} open leads of this member, there are ${counted}`)
      }
    },
  }
}
