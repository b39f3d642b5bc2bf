import { execFile } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const rooms = readdirSync(join(root, 'packages', 'domain'))

/** The first example of a room's README, something to say at its end, and what that is. */
const examples: readonly (readonly [room: string, say: string, said: unknown])[] = [
  ['access', `can('viewer', 'leads.read')`, true],
  [
    'attribution',
    'models.markov?.channels.map(({ channel, value }) => [channel, value])',
    [
      ['C1', 200],
      ['C2', 400],
      ['C3', 400],
    ],
  ],
  [
    'budget',
    'report.advice.map(({ campaign, action }) => [campaign, action])',
    [
      ['search', 'increase'],
      ['display', 'reduce'],
    ],
  ],
  ['deal-probability', '[model.card.won, estimate.kind]', [1, 'base-rate']],
  ['kernel', 'splitWhole(3_000_000, [1, 2, 4])', [428_571, 857_143, 1_714_286]],
  ['leads', `parseUrgency('High (Same day)')`, 'high'],
  ['routing', 'outcome', { kind: 'assigned', memberId: 'asha', rule: 'own-office', pool: 'office:pune' }],
  ['scoring', '[score.points, score.grade, temperatureOf(score.grade)]', [50, 'C', 'cold']],
]

const run = (command: string, args: readonly string[], cwd: string): Promise<string> =>
  new Promise((done, fail) => {
    execFile(command, args, { cwd, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      if (error)
        fail(new Error(`${basename(command)} ${args.join(' ')}\n${stdout}${stderr}`, { cause: error }))
      else done(stdout)
    })
  })
/** Whoever runs the tests through pnpm has it on the path. */
const pnpm = (args: readonly string[], cwd: string) =>
  run('pnpm', args, cwd).catch((error: Error) => {
    if ((error.cause as NodeJS.ErrnoException).code === 'ENOENT')
      return run('npx', ['--yes', '--prefer-offline', 'pnpm', ...args], cwd)
    throw error
  })
const tsc = (cwd: string, project: string) =>
  run(join(root, 'node_modules', '.bin', 'tsc'), ['-p', project], cwd)

const folder = mkdtempSync(join(tmpdir(), 'tributary-packed-'))
const house = join(folder, 'house')
const outside = join(folder, 'outside')

/** The rooms and nothing else of the house, so that packing them leaves nothing behind in it. */
const copyRooms = () => {
  for (const file of ['LICENSE', 'tsconfig.base.json']) cpSync(join(root, file), join(house, file))
  writeFileSync(join(house, 'package.json'), '{ "name": "house", "private": true }')
  writeFileSync(join(house, 'pnpm-workspace.yaml'), 'packages:\n  - packages/domain/*\n')
  for (const room of rooms) {
    const copy = join(house, 'packages', 'domain', room)
    cpSync(join(root, 'packages', 'domain', room), copy, {
      recursive: true,
      filter: (source) => !['node_modules', '.tsc', 'dist', '.turbo'].includes(basename(source)),
    })
    mkdirSync(join(copy, 'node_modules', '@tributary'), { recursive: true })
    for (const other of rooms.filter((one) => one !== room))
      symlinkSync(join(house, 'packages', 'domain', other), join(copy, 'node_modules', '@tributary', other))
  }
}

const firstExampleOf = (room: string): string => {
  const readme = readFileSync(join(root, 'packages', 'domain', room, 'README.md'), 'utf8')
  return /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
}

/** Somebody else's project, which knows of Tributary only what was packed. */
const writeExamples = () => {
  mkdirSync(outside, { recursive: true })
  writeFileSync(join(outside, 'package.json'), '{ "name": "outside", "private": true, "type": "module" }')
  const compilerOptions = {
    ...{ module: 'nodenext', moduleResolution: 'nodenext', target: 'es2022', lib: ['es2023'] },
    ...{ strict: true, skipLibCheck: false, types: [], rootDir: '.', outDir: 'js' },
  }
  writeFileSync(join(outside, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }))
  const speak = 'declare const console: { log(text: string): void }'
  for (const [room, say] of examples)
    writeFileSync(
      join(outside, `${room}.ts`),
      `${firstExampleOf(room)}\n${speak}\nconsole.log(JSON.stringify(${say}))\n`,
    )
}

beforeAll(async () => {
  copyRooms()
  await Promise.all(rooms.map((room) => tsc(join(house, 'packages', 'domain', room), 'tsconfig.build.json')))
  await pnpm(['--recursive', 'pack', '--pack-destination', folder], house)
  const packed = readdirSync(folder).filter((file) => file.endsWith('.tgz'))
  writeExamples()
  const files = packed.map((file) => join(folder, file))
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', ...files], outside)
  await tsc(outside, 'tsconfig.json')
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test.each(examples)(
  '%s is a package of its own: its first example compiles and runs elsewhere',
  async (room, _, said) => {
    expect(JSON.parse(await run(process.execPath, [join('js', `${room}.js`)], outside))).toEqual(said)
  },
)
