import { foldLead } from '@tributary/ledger'
import { attributionChecks } from './checks/attribution.ts'
import { auditCheck } from './checks/audit.ts'
import { effectEndsCheck } from './checks/effect-ends.ts'
import { owedEffectsCheck } from './checks/effects.ts'
import { freshCountsCheck } from './checks/fresh-counts.ts'
import { isolationCheck } from './checks/isolation.ts'
import type { LeadCheck } from './checks/lead-check.ts'
import { orphansCheck } from './checks/orphans.ts'
import { privacyCheck } from './checks/privacy.ts'
import { projectionCheck } from './checks/projection.ts'
import { rollupCheck } from './checks/rollups.ts'
import { routingCheck } from './checks/routing.ts'
import { scoreCheck } from './checks/scores.ts'
import { sentChecks } from './checks/sent.ts'
import { spendCheck } from './checks/spend.ts'
import { touchesCheck } from './checks/touches.ts'
import type { House } from './connect.ts'
import { walkLeads } from './lead-walk.ts'
import type { Checklist, CheckReport } from './report.ts'

/** One walk over all leads serves every check that looks at leads one by one. */
const walk = async (house: House, checks: readonly LeadCheck[]): Promise<void> => {
  for (const organization of house.organizations) {
    for (const check of checks) await check.begin?.(organization)
    for await (const story of walkLeads(house, organization)) {
      const state = foldLead(story.events)
      for (const check of checks) check.look(story, state, organization)
    }
    for (const check of checks) await check.end?.(organization)
  }
}

/** Everything `verify` looks at, in the order in which it is told. */
export const runChecks = async (
  house: House,
  tell: (text: string) => void = () => undefined,
): Promise<CheckReport[]> => {
  const rollups = rollupCheck(house)
  const leads = [
    projectionCheck(),
    rollups.rows,
    scoreCheck(house),
    routingCheck(house),
    owedEffectsCheck(house),
  ]
  tell('leads, events and effects, one by one')
  await walk(house, leads)
  const lists: Checklist[] = [leads[0]!.list, rollups.rows.list, rollups.kpi]
  const timed = async (what: string, run: () => Promise<Checklist | Checklist[]>) => {
    tell(what)
    lists.push(...[await run()].flat())
  }
  await timed('spend', () => spendCheck(house))
  await timed('touches', () => touchesCheck(house))
  await timed('attribution', () => attributionChecks(house))
  await timed('fresh counts', () => freshCountsCheck(house))
  await timed('what was sent', () => sentChecks(house))
  await timed('halves', () => orphansCheck(house))
  lists.push(...leads.slice(2).map(({ list }) => list))
  await timed('effects', () => effectEndsCheck(house))
  await timed('audit', () => auditCheck(house))
  await timed('personal data', () => privacyCheck(house))
  await timed('tenants', () => isolationCheck(house))
  return lists.map((list) => list.report())
}

/** What is not looked at, and why. */
export const NOT_CHECKED: Readonly<Record<string, string>> = {
  'I3 I4': 'nothing comes in over the webhook of a channel yet',
  I7: 'when tries may follow one another is told by a fault run; their number is looked at under I6',
  I8: 'there are no conversations yet',
  I9: 'nothing is paid for with credits yet',
  'I13 requests': 'nobody writes down which requests changed something; the chain itself is looked at',
  probability:
    'an estimate was told of a deal as it was then; `pnpm verify estimates` judges how they are told',
}
