import { type ChildProcess, spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export type Program = {
  readonly name: string
  readonly command: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
}

export type Supervised = {
  readonly name: string
  pid(): number | undefined
  stop(): Promise<void>
}

const SOON = 100
const LONGEST_WAIT = 5_000

/**
 * Runs a program and runs it again whenever it ends, at once after a crash and more slowly while it keeps crashing.
 * The channel between the processes tells the program when its keeper is gone, so none is left behind.
 */
export const supervise = async (
  program: Program,
  logDir: string,
  say: (text: string) => void,
): Promise<Supervised> => {
  let child: ChildProcess | undefined
  let stopping = false
  let wait = SOON
  const log = await open(join(logDir, `${program.name}.log`), 'a', 0o600)
  const [command, ...args] = program.command

  const start = (): void => {
    const startedAt = performance.now()
    const started = spawn(command!, args, {
      env: { ...process.env, ...program.env },
      stdio: ['ignore', log.fd, log.fd, 'ipc'],
    })
    child = started
    writeFileSync(join(logDir, `${program.name}.pid`), String(started.pid ?? ''))
    started.once('error', () => undefined)
    started.once('exit', async (code, signal) => {
      if (stopping) return
      wait = performance.now() - startedAt > 10_000 ? SOON : Math.min(wait * 2, LONGEST_WAIT)
      say(`The ${program.name} ended (${signal ?? `code ${code}`}); starting it again.`)
      await sleep(wait)
      if (!stopping) start()
    })
  }
  start()

  return {
    name: program.name,
    pid: () => child?.pid,
    stop: async () => {
      stopping = true
      const last = child
      if (last && last.exitCode === null && last.signalCode === null) {
        const gone = new Promise<void>((resolve) => last.once('exit', () => resolve()))
        last.kill('SIGTERM')
        const late = setTimeout(() => last.kill('SIGKILL'), 25_000)
        await gone
        clearTimeout(late)
      }
      await log.close()
    },
  }
}
