import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const main = resolve(import.meta.dirname, 'main.ts')
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tributary-'))
  await writeFile(join(folder, 'lead.json'), '{"emailKind": "business"}')
})
afterAll(() => rm(folder, { recursive: true }))

/** As pnpm runs it: from the root of the repository, with the folder where the user stands left in INIT_CWD. */
const tributary = (...words: string[]) => {
  const { INIT_CWD: _, ...environment } = process.env
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...words], {
    cwd: resolve(import.meta.dirname, '../../..'),
    env: { ...environment, INIT_CWD: folder },
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

describe('the program in a process of its own', () => {
  it('finds files where the user stands and prints nothing but the answer', () => {
    const { status, stdout, stderr } = tributary('score', '--input', 'lead.json', '--json')
    expect([status, stderr]).toEqual([0, ''])
    expect(JSON.parse(stdout)).toMatchObject({ points: 20, grade: 'D' })
  }, 20_000)

  it('ends with 1 for bad input and 2 for a bad command line, with words on stderr only', () => {
    expect(tributary('score', '--input', 'no.json')).toEqual({
      status: 1,
      stdout: '',
      stderr: `${folder}/no.json: there is no such file or folder\n`,
    })
    expect(tributary('score', '--inptu', 'x')).toMatchObject({ status: 2, stdout: '' })
  }, 20_000)

  it('tells how far a long run is on stderr, and its answer on stdout', () => {
    const { status, stdout } = tributary('simulate', '--seed', '7', '--leads', '100', '--out', 'm', '--json')
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ folder: 'm', truth: 'truth.json' })
  }, 20_000)
})
