import { writeSync } from 'node:fs'
import { readConfig } from './config.ts'
import { run } from './run.ts'

/** Writes all of it before the process ends, also into a pipe whose reader is slow. */
const writeAll = (descriptor: number, text: string): void => {
  const bytes = Buffer.from(text)
  let written = 0
  while (written < bytes.length) {
    try {
      written += writeSync(descriptor, bytes, written)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EPIPE') return
      if (code !== 'EAGAIN') throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
    }
  }
}

process.exitCode = await run(process.argv.slice(2), readConfig(), {
  answer: (text) => writeAll(1, text),
  aside: (text) => writeAll(2, text),
})
