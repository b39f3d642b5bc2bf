import type { EventPayloads, EventType, LeadDetail } from '@tributary/contracts'
import {
  compileRouting,
  type Decision,
  decodeDecision,
  type EncodedDecision,
  type NobodyReason,
  type RoutingSnapshot,
  type RuleMiss,
  type RuleTrace,
  replayDecision,
} from '@tributary/routing'
import { sql } from 'kysely'
import type { Tx } from '../in-organization.ts'
import { skipWords } from './assign-leads.ts'
import type { Speech } from './event-words.ts'

type WhyOwner = LeadDetail['whyOwner']
type Step = WhyOwner['steps'][number]

const missWords = {
  'other-campaign': 'for other campaigns',
  'other-service': 'for other services',
  'below-score': 'for higher scores',
  'other-grade': 'for other grades',
  'other-country': 'for other countries',
  'other-region': 'for other regions',
  'no-office': 'no office fits',
  'nobody-available': 'nobody was available',
} as const satisfies Record<RuleMiss, string>

const nobodyWords = {
  'auto-assign-off': 'The campaign leaves its leads to a person',
  'empty-team': 'Nobody belongs to the team yet',
  'no-rule-matched': 'No rule was for this lead',
  'nobody-available': 'Nobody was available',
} as const satisfies Record<NobodyReason, string>

const owedWords = (owed: number): string => `is owed ${Math.round(owed * 100) / 100} of a lead`

const stepOf = (trace: RuleTrace, chosenId: string | null, speech: Speech): Step => ({
  name: trace.name,
  words:
    trace.result === 'chosen'
      ? `chose ${speech.memberName(chosenId)}${trace.candidates.length > 1 ? ', whose turn it was' : ''}`
      : `passed: ${missWords[trace.result]}`,
  chosen: trace.result === 'chosen',
  skipped: trace.skipped
    .filter(({ reason }) => reason !== 'not-in-pool')
    .map(({ memberId, reason }) => ({ name: speech.memberName(memberId), words: skipWords[reason] })),
  candidates: trace.candidates.map(({ memberId, owed }) => ({
    name: speech.memberName(memberId),
    words: owedWords(owed),
  })),
})

const ownerStep = ({ trace, outcome }: Decision, speech: Speech): Step[] => {
  const owner = trace?.campaignOwner
  if (!owner) return []
  const chosen = outcome.kind === 'assigned' && outcome.rule === 'campaign-owner'
  const name = speech.memberName(owner.memberId)
  return [
    {
      name: 'Owner of the campaign',
      words: chosen ? `chose ${name}` : `passed: ${name} ${skipWords[owner.skipped ?? 'inactive']}`,
      chosen,
      skipped: [],
      candidates: [],
    },
  ]
}

const replay = async ({ db, organizationId }: Tx, encoded: EncodedDecision): Promise<Decision | null> => {
  const { rows } = await sql<{ body: RoutingSnapshot }>`
    select body from routing_snapshot where organization_id = ${organizationId} and hash = ${encoded[0]}`.execute(
    db,
  )
  const snapshot = rows[0]?.body
  if (!snapshot) return null
  const routing = compileRouting(snapshot.team, snapshot.rules)
  return replayDecision(routing, decodeDecision(routing, encoded))
}

type Row = { type: EventType; occurred_at: string; actor_id: string | null; payload: unknown }

const lastDecision = async ({ db, organizationId }: Tx, leadId: string): Promise<Row | undefined> => {
  const { rows } = await sql<Row>`
    select type, occurred_at, actor_id, payload from event
    where organization_id = ${organizationId} and lead_id = ${leadId} and type in ('lead.captured', 'lead.assigned')
    order by occurred_at desc, id desc limit 1`.execute(db)
  return rows[0]
}

const ruleName = (decision: Decision): string =>
  decision.trace?.rules.find(({ result }) => result === 'chosen')?.name ?? 'Owner of the campaign'

const decidedWords = (decision: Decision, isPool: boolean, speech: Speech): string => {
  const { outcome } = decision
  if (outcome.kind === 'nobody') return `Waits for somebody. ${nobodyWords[outcome.reason]}.`
  const name = speech.memberName(outcome.memberId)
  return isPool
    ? `${name} became free and got it by the rule “${ruleName(decision)}”.`
    : `${name} got it by the rule “${ruleName(decision)}”.`
}

const byPerson = (row: Row, to: string | null, why: string, speech: Speech): WhyOwner => {
  const who = speech.memberName(row.actor_id)
  const words =
    to === null ? `${who} put it back into the pool.` : `${who} gave it to ${speech.memberName(to)}.`
  return {
    words: row.actor_id !== null && row.actor_id === to ? `${who} took it.` : words,
    at: new Date(row.occurred_at).toISOString(),
    by: why === 'undo' ? 'undo' : 'manual',
    steps: [],
  }
}

/** Why a lead belongs to whom it belongs: the recorded decision, taken again from its recorded inputs. */
export const whyOwner = async (
  tx: Tx,
  leadId: string,
  capturedAt: string,
  speech: Speech,
): Promise<WhyOwner> => {
  const row = await lastDecision(tx, leadId)
  if (!row) return { words: 'Nothing was decided yet.', at: capturedAt, by: 'nobody', steps: [] }
  const payload = row.payload as EventPayloads['lead.captured'] | EventPayloads['lead.assigned']
  const to = 'to' in payload ? payload.to : payload.ownerId
  const why = 'why' in payload ? payload.why : 'routing'
  const decision = payload.route ? await replay(tx, payload.route) : null
  const at = new Date(row.occurred_at).toISOString()
  if (!decision) {
    if (row.type === 'lead.assigned') return byPerson(row, to, why, speech)
    const words = to === null ? 'Nobody was asked to take it.' : `Entered for ${speech.memberName(to)}.`
    return { words, at, by: to === null ? 'nobody' : 'manual', steps: [] }
  }
  const chosenId = decision.outcome.kind === 'assigned' ? decision.outcome.memberId : null
  return {
    words: decidedWords(decision, why === 'pool', speech),
    at,
    by: decision.outcome.kind === 'nobody' ? 'nobody' : why === 'pool' ? 'pool' : 'routing',
    steps: [
      ...ownerStep(decision, speech),
      ...(decision.trace?.rules ?? []).map((trace) => stepOf(trace, chosenId, speech)),
    ],
  }
}
