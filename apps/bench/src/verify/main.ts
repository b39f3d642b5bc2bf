import { closeHouse, openClient, openHouse, reachDatabase } from './connect.ts'
import { verifyEstimates } from './estimates/estimates.ts'
import { readVerifyOptions, USAGE, type VerifyOptions } from './options.ts'
import { isClean, printReports } from './report.ts'
import { NOT_CHECKED, runChecks } from './run-checks.ts'
import { selftest } from './selftest/selftest.ts'

const say = (line: string): void => console.log(line)

const verify = async (options: VerifyOptions): Promise<boolean> => {
  const reached = await reachDatabase(options, process.env)
  const began = performance.now()
  try {
    if (options.selftest) return await selftest(reached, options, say)
    const client = await openClient(reached.url)
    const house = await openHouse(client, options, reached)
    const reports = await runChecks(
      house,
      options.json
        ? undefined
        : (text) => console.error(`${Math.round((performance.now() - began) / 1000)} s  ${text} …`),
    )
    await closeHouse(house)
    await client.end()
    const seconds = Math.round((performance.now() - began) / 100) / 10
    const clean = isClean(reports)
    if (options.json)
      say(JSON.stringify({ clean, seconds, checks: reports, notChecked: NOT_CHECKED }, null, 2))
    else {
      printReports(reports, say)
      for (const [id, why] of Object.entries(NOT_CHECKED)) say(`skip  ${id.padEnd(12)} ${why}`)
      say(`${clean ? 'No differences' : 'There are differences'} (${seconds} s).`)
    }
    return clean
  } finally {
    await reached.leave()
  }
}

const main = async (): Promise<number> => {
  const [first, ...rest] = process.argv.slice(2).filter((arg) => arg !== '--')
  if (first === 'estimates') {
    try {
      return (await verifyEstimates(rest, say, (text) => console.error(text))) ? 0 : 1
    } catch (error) {
      console.error(error instanceof Error ? error.message : error)
      return 2
    }
  }
  if (process.argv.includes('--help')) {
    say(USAGE)
    return 0
  }
  try {
    return (await verify(readVerifyOptions(process.argv.slice(2), process.env))) ? 0 : 1
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return 2
  }
}

process.exitCode = await main()
