import type { CompiledRouting } from './compile-routing.ts'
import { type Decision, decideRoute } from './decide-route.ts'
import type { LeadFacts } from './facts.ts'

type Sparse = readonly (number | undefined)[]

/**
 * All a decision was taken from: the snapshot of team and rules (by the name the caller stored it under, its hash),
 * the moment, the facts, and of the load what was looked at, by the member's index in the snapshot.
 */
export type DecisionInputs = {
  readonly snapshot: string
  readonly at: number
  readonly facts: LeadFacts
  readonly open: Sparse
  readonly shares: Sparse
}

type EncodedFacts = readonly [
  campaignId: string,
  autoAssign: 0 | 1,
  /** A member's index; the id where the owner is not in the team. */
  campaignOwner: number | string | null,
  service: string | null,
  score: number,
  grade: LeadFacts['grade'],
  country: string | null,
  region: string | null,
  point: readonly [latitude: number, longitude: number] | null,
  urgency: LeadFacts['urgency'],
]

/** `DecisionInputs` as compact JSON for a ledger event: under 300 bytes for a team of eight. */
export type EncodedDecision = readonly [
  snapshot: string,
  at: string,
  facts: EncodedFacts,
  open: string,
  shares: string,
]

const FIVE_DIGITS = 36 ** 5

/** Base 36 in two small integers, which is several times faster than one large one. */
const base36 = (value: number): string => {
  const size = Math.abs(value)
  if (size < FIVE_DIGITS) return value.toString(36)
  const high = Math.floor(size / FIVE_DIGITS).toString(36)
  return `${value < 0 ? '-' : ''}${high}${(size % FIVE_DIGITS).toString(36).padStart(5, '0')}`
}

/** Whole numbers in base 36 between commas; `~3` stands for three indices without one. */
const encodeSparse = (values: Sparse): string => {
  const parts: string[] = []
  let gap = 0
  for (const value of values) {
    if (value === undefined) {
      gap++
      continue
    }
    if (gap > 0) parts.push(`~${gap}`)
    parts.push(base36(value))
    gap = 0
  }
  return parts.join()
}

const decodeSparse = (text: string): (number | undefined)[] => {
  const values: (number | undefined)[] = []
  for (const part of text === '' ? [] : text.split(',')) {
    if (part.startsWith('~')) values.length += Number(part.slice(1))
    else values.push(Number.parseInt(part, 36))
  }
  return values
}

export const decisionInputs = (snapshot: string, decision: Decision): DecisionInputs => ({
  snapshot,
  at: decision.at,
  facts: decision.facts,
  open: decision.openSeen,
  shares: decision.sharesSeen,
})

/** `routing` must be compiled from the snapshot that the inputs name. */
export const encodeDecision = ({ memberIndex }: CompiledRouting, inputs: DecisionInputs): EncodedDecision => {
  const { campaignId, autoAssign, campaignOwnerId, service, score, grade, country, region, point, urgency } =
    inputs.facts
  return [
    inputs.snapshot,
    base36(inputs.at),
    [
      campaignId,
      autoAssign ? 1 : 0,
      campaignOwnerId === null ? null : (memberIndex.get(campaignOwnerId) ?? campaignOwnerId),
      service,
      score,
      grade,
      country,
      region,
      point === null ? null : [point.latitude, point.longitude],
      urgency,
    ],
    encodeSparse(inputs.open),
    encodeSparse(inputs.shares),
  ]
}

/** Reads what `encodeDecision` wrote. The snapshot to compile is its first element. */
export const decodeDecision = ({ members }: CompiledRouting, encoded: EncodedDecision): DecisionInputs => {
  const [snapshot, at, facts, open, shares] = encoded
  const [campaignId, autoAssign, owner, service, score, grade, country, region, point, urgency] = facts
  return {
    snapshot,
    at: Number.parseInt(at, 36),
    facts: {
      campaignId,
      autoAssign: autoAssign === 1,
      campaignOwnerId: typeof owner === 'number' ? (members[owner]?.id ?? null) : owner,
      service,
      score,
      grade,
      country,
      region,
      point: point === null ? null : { latitude: point[0], longitude: point[1] },
      urgency,
    },
    open: decodeSparse(open),
    shares: decodeSparse(shares),
  }
}

/** Takes a recorded decision again: the same outcome, and the trace that says why. */
export const replayDecision = (routing: CompiledRouting, inputs: DecisionInputs): Decision => {
  const open = routing.members.map((_, i) => inputs.open[i] ?? 0)
  const shares = routing.members.map((_, i) => inputs.shares[i] ?? 0)
  return decideRoute(
    routing,
    { open, shares: routing.pools.map(() => shares) },
    inputs.facts,
    inputs.at,
    true,
  )
}
