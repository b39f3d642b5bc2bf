import { runSteps } from './run-steps.ts'
import {
  boundaries,
  browser,
  deadFiles,
  dom,
  format,
  integration,
  lint,
  types,
  unit,
  versions,
} from './steps.ts'

await runSteps([format, lint, types, boundaries, versions, deadFiles, unit, dom, integration, browser])
