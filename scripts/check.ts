import { runSteps } from './run-steps.ts'
import { boundaries, deadFiles, format, lint, types, unit, versions } from './steps.ts'

await runSteps([format, lint, types, boundaries, versions, deadFiles, unit])
