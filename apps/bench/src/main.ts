import { answerUsage, UsageAnswer } from './read-options.ts'

/** `pnpm bench <name> [options]`: each measurement prints both sides and the ratio of one run. */
const measurements: Readonly<Record<string, () => Promise<{ run(args: readonly string[]): Promise<void> }>>> =
  {
    attribution: () => import('./attribution/attribution.ts'),
    capture: () => import('./capture/capture.ts'),
    hostile: () => import('./capture/hostile.ts'),
    revenue: () => import('./revenue/revenue.ts'),
    status: () => import('./capture/status.ts'),
    dashboards: () => import('./dashboards/dashboards.ts'),
    jobs: () => import('./jobs/jobs.ts'),
    lists: () => import('./lists/lists.ts'),
    folding: () => import('./jobs/folding.ts'),
    probability: () => import('./probability/probability.ts'),
    notified: () => import('./jobs/notified.ts'),
    web: () => import('./web-size.ts'),
  }

const [name = '--help', ...args] = process.argv.slice(2).filter((arg) => arg !== '--')
const usage = `pnpm bench <measurement> [options], measurement one of: ${Object.keys(measurements).join(', ')}`

const measure = async (): Promise<void> => {
  if (name === '--help' || name === '-h') throw new UsageAnswer(usage, process.argv.length > 2 ? 0 : 2)
  if (!Object.hasOwn(measurements, name)) throw new UsageAnswer(`There is no measurement "${name}". ${usage}`)
  await (await measurements[name]!()).run(args)
}

await measure().catch(answerUsage)
