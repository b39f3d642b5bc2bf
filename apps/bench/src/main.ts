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

const [name = '', ...args] = process.argv.slice(2)
const load = measurements[name]
if (!load) {
  console.error(`There is no measurement "${name}". Choose one of: ${Object.keys(measurements).join(', ')}`)
  process.exit(2)
}
await (await load()).run(args)
