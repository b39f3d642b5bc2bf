import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { readOptions } from './read-options.ts'

type Chunk = {
  readonly file: string
  readonly src?: string
  readonly isEntry?: boolean
  readonly imports?: readonly string[]
  readonly dynamicImports?: readonly string[]
}
type Manifest = Readonly<Record<string, Chunk>>

const web = resolve(import.meta.dirname, '../../web')
const KB = 1024
const ENTRY_BUDGET = 200
const VISIT_BUDGET = 350

/** Fetched when a person opens or scrolls to it, so no first visit loads it. */
const ON_DEMAND = ['ui/src/filters/date-range-calendar.tsx', 'ui/src/map/']

/** Everything a chunk needs before it runs. */
const closure = (manifest: Manifest, key: string, seen = new Set<string>()): Set<string> => {
  if (seen.has(key)) return seen
  seen.add(key)
  for (const next of manifest[key]?.imports ?? []) closure(manifest, next, seen)
  return seen
}

const union = (...sets: readonly ReadonlySet<string>[]): Set<string> =>
  new Set(sets.flatMap((set) => [...set]))

/** What a page loads by itself while it is looked at, such as its charts. The entry's parts are the other pages. */
const withOwnParts = (manifest: Manifest, key: string, shared: ReadonlySet<string>): Set<string> => {
  const own = closure(manifest, key)
  const parts = [...own]
    .filter((each) => !shared.has(each))
    .flatMap((each) => manifest[each]?.dynamicImports ?? [])
    .filter((part) => !ON_DEMAND.some((name) => part.includes(name)))
  return union(own, ...parts.map((part) => closure(manifest, part)))
}

const frameOf = (page: string): string | undefined =>
  ['settings', 'campaigns'].map((area) => `src/pages/${area}/`).find((area) => page.startsWith(area))

/** `pnpm bench web [--no-build]`: what the first visit of each page weighs, against the budgets. */
export const run = async (args: readonly string[]): Promise<void> => {
  const options = readOptions(args, { 'no-build': false })
  if (!options['no-build'])
    execFileSync(
      process.execPath,
      [join(web, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'],
      {
        cwd: web,
        stdio: 'inherit',
      },
    )
  const path = join(web, 'dist/.vite/manifest.json')
  if (!existsSync(path)) throw new Error('The web app is not built. Run without --no-build.')
  const manifest: Manifest = JSON.parse(readFileSync(path, 'utf8'))
  const weights = new Map<string, number>()
  const weigh = (keys: ReadonlySet<string>): number => {
    let bytes = 0
    for (const key of keys) {
      const { file } = manifest[key]!
      if (!file.endsWith('.js')) continue
      if (!weights.has(file))
        weights.set(file, gzipSync(readFileSync(join(web, 'dist', file)), { level: 6 }).length)
      bytes += weights.get(file)!
    }
    return bytes / KB
  }

  const keys = Object.keys(manifest)
  const entry = keys.find((key) => manifest[key]?.isEntry)
  if (!entry) throw new Error('The build has no entry.')
  const first = closure(manifest, entry)
  const shell = closure(manifest, 'src/shell/signed-in.tsx')
  const pages = (manifest[entry]?.dynamicImports ?? []).filter((key) => key.startsWith('src/pages/')).sort()
  const rows = pages.map((page) => {
    const area = frameOf(page)
    const frame =
      area && keys.find((key) => key.startsWith(area) && key.endsWith('-frame.tsx') && key !== page)
    const needed = union(
      first,
      page.startsWith('src/pages/account/') ? new Set() : shell,
      frame ? closure(manifest, frame) : new Set(),
      withOwnParts(manifest, page, union(first, shell)),
    )
    return { page: page.replace('src/pages/', '').replace('.tsx', ''), kb: weigh(needed) }
  })

  const entryKb = weigh(first)
  const line = (name: string, kb: number, budget: number): string =>
    `${name.padEnd(44)} ${kb.toFixed(1).padStart(7)} KB of ${budget} KB  ${(kb / budget).toFixed(2)}`
  console.log('Script, gzip (level 6), as the browser loads it from nothing\n')
  console.log(line('entry', entryKb, ENTRY_BUDGET))
  for (const { page, kb } of rows.toSorted((one, other) => other.kb - one.kb))
    console.log(line(`first visit: ${page}`, kb, VISIT_BUDGET))
  const over = entryKb > ENTRY_BUDGET || rows.some(({ kb }) => kb > VISIT_BUDGET)
  console.log(over ? '\nOver budget.' : '\nWithin budget.')
  if (over) process.exitCode = 1
}
