import { type ScoreRecord } from '@tributary/contracts'
import {
  gradeOf,
  type ScoringFacts,
  type ScoringRules,
  scoreInNumbers,
  standardScoringRules,
} from '@tributary/scoring'
import type { House } from '../connect.ts'
import { Checklist } from '../report.ts'
import type { LeadCheck } from './lead-check.ts'

type Rules = ReadonlyMap<number, ScoringRules>

const readRules = async ({ client }: House, organizationId: string): Promise<Rules> => {
  const { rows } = await client.query<{ version: number; body: ScoringRules }>(
    "select version, body from rule_set where organization_id = $1 and kind = 'scoring'",
    [organizationId],
  )
  const rules = new Map([[standardScoringRules.version, standardScoringRules]])
  for (const { version, body } of rows) rules.set(version, body)
  return rules
}

/** What does not hold in a score by itself: its reasons add up to it, and its grade follows from it. */
const faultOf = ({ points, grade, version, earned }: ScoreRecord, rules: Rules): string | null => {
  const sum = earned.reduce((total, each) => total + each, 0)
  if (sum !== points) return `its reasons add up to ${sum}, it says ${points}`
  const of = rules.get(version)
  if (!of) return `its rule version ${version} is not kept`
  const right = gradeOf(points, of)
  return right === grade ? null : `${points} points are grade ${right}, it says ${grade}`
}

/** I10: every score follows from the stored facts and the rules of its version, and every earlier one from its reasons. */
export const scoreCheck = (house: House): LeadCheck => {
  const list = new Checklist('I10 scores', 'each score is what its facts and its rules earn')
  let rules: Rules = new Map()
  return {
    list,
    begin: async ({ id }) => {
      rules = await readRules(house, id)
    },
    look: ({ lead, events }) => {
      const { points, grade, rules_version: version, earned } = lead
      list.count()
      const of = rules.get(version)
      if (!of) list.find(lead.id, `its rule version ${version} is not kept`)
      else {
        const right = scoreInNumbers(lead.facts as ScoringFacts, of)
        if (right.points !== points || right.grade !== grade || right.earned.join() !== earned.join())
          list.find(
            lead.id,
            `has ${points} points, ${grade} [${earned.join()}]; its facts earn ${right.points}, ${right.grade} [${right.earned.join()}]`,
          )
      }
      for (const event of events) {
        const records =
          event.type === 'lead.captured'
            ? [event.payload.score]
            : event.type === 'lead.scored'
              ? [event.payload.from, event.payload.to]
              : []
        for (const record of records) {
          list.count()
          const fault = faultOf(record, rules)
          if (fault) list.find(lead.id, `event ${event.id}: ${fault}`)
        }
      }
    },
  }
}
