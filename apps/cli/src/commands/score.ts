import type { ScoringFacts } from '@tributary/scoring'
import { scoreLead } from '@tributary/scoring'
import { defineCommand } from '../command.ts'
import { readJson } from '../read-json.ts'

export const score = defineCommand({
  summary: 'Score one lead: points, grade, reasons',
  options: {
    input: { kind: 'file', value: 'FILE', required: true, what: 'the lead as JSON' },
  },
  examples: ['score --input lead.json'],
  run: async ({ input }) => {
    const result = scoreLead((await readJson(input)) as ScoringFacts)
    return { json: result, text: () => `${result.points} points, grade ${result.grade}` }
  },
})
