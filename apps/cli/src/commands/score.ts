import { AppError } from '@tributary/contracts'
import { changesOf, changesToReach, scoreLead, temperatureOf, type WayUp } from '@tributary/scoring'
import { defineCommand } from '../command.ts'
import { InputFault } from '../input-fault.ts'
import { readJson } from '../read-json.ts'
import { readFacts } from '../score/read-facts.ts'
import { readSubmission } from '../score/read-submission.ts'
import { table } from '../table.ts'

const factsIn = (file: string, given: unknown, services: readonly string[]) => {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new InputFault(`${file}: must hold one JSON object, the facts or the body of a capture request.`)
  if (!('contact' in given)) return readFacts(file, { ...given })
  try {
    return readSubmission(file, given, services)
  } catch (error) {
    if (error instanceof AppError)
      throw new InputFault(`${file}, "${error.details?.field ?? 'body'}": ${error.message}`)
    throw error
  }
}

const wayToA = (way: WayUp): string => {
  if (way.kind === 'reached') return 'It is an A already.'
  if (way.kind === 'out-of-reach')
    return `It cannot become an A: with everything that can still change it would have ${way.best} points.`
  const changes = changesOf(way).map(({ label, points }) => `  + ${points}  ${label}`)
  return [`It would be an A with ${way.pointsAfter} points:`, ...changes].join('\n')
}

export const score = defineCommand({
  summary: 'score one lead: points, grade, reasons, and what would make it an A',
  options: {
    input: { kind: 'file', value: 'FILE', required: true, what: 'the lead as JSON' },
    services: { kind: 'list', value: 'a,b', what: 'names in your catalogue, to tell a specific interest' },
  },
  details: `
The file holds either the facts (emailKind, phoneGiven, companyGiven, serviceInterest, urgency, budgetGiven, secondsOnPage,
formCompletion, returnVisitor, channel; what is left out is unknown) or the body of POST /v1/api/leads.`,
  examples: ['score --input lead.json', 'score --input request.json --services "Cloud migration,ERP" --json'],
  run: async ({ input, services = [] }) => {
    const { facts, assumed } = factsIn(input.shown, await readJson(input), services)
    const scored = scoreLead(facts)
    const toReachA = changesToReach(facts, undefined, 'A')
    const temperature = temperatureOf(scored.grade)
    return {
      json: { ...scored, temperature, facts, assumed, toReachA },
      text: () =>
        [
          `${scored.points} points, grade ${scored.grade} (${temperature})`,
          '',
          table(
            ['reason', 'points', 'of'],
            scored.reasons.map(({ label, points, of }) => [label, points, of]),
          ),
          '',
          wayToA(toReachA),
          ...(assumed.length > 0 ? ['', `Assumed: ${assumed.join('; ')}`] : []),
        ].join('\n'),
    }
  },
})
