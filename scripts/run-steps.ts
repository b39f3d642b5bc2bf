import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'

/** One line of the report: a command, or the tests of one vitest project. */
export type Step = { name: string; limitSeconds: number } & (
  | { command: readonly string[] }
  | { project: string }
)

export type StepResult = {
  name: string
  ok: boolean
  seconds: number
  passed: number
  failed: number
  note: string
}

type TestCounts = { passed: number; failed: number }

const root = resolve(import.meta.dirname, '..')

/** Puts the project's own Node and tools first, whichever Node called us; a step never waits for a keyboard. */
const environment = {
  ...process.env,
  PATH: [join(root, 'node_modules', '.bin'), process.env['PATH']].join(delimiter),
  TURBO_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
}

const stopGroup = (pid: number | undefined, signal: NodeJS.Signals) => {
  try {
    if (pid !== undefined) process.kill(-pid, signal)
  } catch {
    // The group has already ended.
  }
}

/** Runs in a process group of its own, so that a step over its limit is ended with everything it started. */
const run = (command: readonly string[], limitSeconds: number) =>
  new Promise<{ ok: boolean; note: string }>((done) => {
    const [program = '', ...rest] = command
    const child = spawn(program, rest, {
      cwd: root,
      env: environment,
      stdio: ['ignore', 'inherit', 'inherit'],
      detached: true,
    })
    let note = ''
    const limit = setTimeout(() => {
      note = `stopped after ${limitSeconds} s`
      stopGroup(child.pid, 'SIGTERM')
      setTimeout(() => stopGroup(child.pid, 'SIGKILL'), 10_000).unref()
    }, limitSeconds * 1000)
    const interrupted = () => {
      stopGroup(child.pid, 'SIGTERM')
      process.exitCode = 130
    }
    process.once('SIGINT', interrupted).once('SIGTERM', interrupted)
    const finish = (ok: boolean, why: string) => {
      clearTimeout(limit)
      process.off('SIGINT', interrupted).off('SIGTERM', interrupted)
      done({ ok, note: note || why })
    }
    child.on('error', (error) => finish(false, error.message))
    child.on('close', (code, signal) => finish(code === 0, code === 0 ? '' : `exit ${code ?? signal}`))
  })

/** Vitest's own report is the only source of the counts; a run that left none has failed as a whole. */
const readCounts = (file: string): TestCounts | undefined => {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as {
      numPassedTests: number
      numFailedTests: number
    }
    return { passed: report.numPassedTests, failed: report.numFailedTests }
  } catch {
    return undefined
  }
}

const runProject = async (project: string, limitSeconds: number) => {
  const folder = mkdtempSync(join(tmpdir(), 'tributary-tests-'))
  const file = join(folder, 'report.json')
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
    const outcome = await run(['vitest', 'run', '--project', project, ...reporters], limitSeconds)
    const counts = readCounts(file)
    return { ...outcome, passed: counts?.passed ?? 0, failed: counts?.failed ?? 0 }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const runStep = async (step: Step): Promise<StepResult> => {
  console.log(`\n── ${step.name}`)
  const startedAt = performance.now()
  const outcome =
    'project' in step
      ? await runProject(step.project, step.limitSeconds)
      : { ...(await run(step.command, step.limitSeconds)), passed: 0, failed: 0 }
  // A step that broke without naming a failed test still counts as one failure, so that the last line cannot look clean.
  const failed = outcome.ok ? outcome.failed : Math.max(1, outcome.failed)
  return {
    name: step.name,
    ok: outcome.ok,
    note: outcome.note,
    passed: outcome.passed,
    failed,
    seconds: (performance.now() - startedAt) / 1000,
  }
}

export const describeResult = (result: StepResult) => {
  const tests = result.passed + result.failed > 0 ? `${result.passed} passed, ${result.failed} failed` : ''
  const parts = [
    result.ok ? 'ok    ' : 'FAILED',
    `${result.seconds.toFixed(1).padStart(6)} s`,
    result.name.padEnd(34),
  ]
  return [...parts, [tests, result.note].filter(Boolean).join('; ')].join('  ').trimEnd()
}

/** The last line of a run: tests counted over all steps, a broken step without tests as one failure. */
export const summarise = (results: readonly StepResult[]) => {
  const passed = results.reduce((sum, result) => sum + result.passed, 0)
  const failed = results.reduce((sum, result) => sum + result.failed, 0)
  return `${passed} passed, ${failed} failed`
}

/** Runs every step even after a failure: one run shows everything that is wrong. Only an interruption stops it. */
export const runSteps = async (steps: readonly Step[]): Promise<void> => {
  const results: StepResult[] = []
  for (const step of steps) {
    if (process.exitCode === 130) break
    results.push(await runStep(step))
  }
  console.log(`\nNode ${process.version}`)
  for (const result of results) console.log(describeResult(result))
  console.log(`\n${summarise(results)}`)
  if (results.some((result) => !result.ok)) process.exitCode ||= 1
}
