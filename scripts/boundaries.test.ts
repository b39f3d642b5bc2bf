import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allowed } from './boundaries/allowed.ts'
import type { Case } from './boundaries/case.ts'
import { refusedInApps } from './boundaries/refused-apps.ts'
import { refusedInPackages } from './boundaries/refused-packages.ts'

const root = resolve(import.meta.dirname, '..')
/** Every line of the import table, broken on purpose. */
const refused = [...refusedInPackages, ...refusedInApps]

/** Only the rules of the house: a case that some other lint rule dislikes would prove nothing. */
const isOurs = ([rule]: [string, unknown]) => /^(tributary|jsx-a11y)\/|^no-restricted-/.test(rule)

/** The project's own configuration on a tree of its own; only the path of the plugin differs. */
const writeConfig = (folder: string) => {
  const config = JSON.parse(readFileSync(join(root, '.oxlintrc.json'), 'utf8')) as { rules: object }
  const own = {
    ...config,
    jsPlugins: [join(root, 'scripts', 'boundaries', 'plugin.ts')],
    options: {},
    categories: { correctness: 'off' },
    rules: Object.fromEntries(Object.entries(config.rules).filter(isOurs)),
  }
  writeFileSync(join(folder, '.oxlintrc.json'), JSON.stringify(own))
}

const lint = (folder: string) =>
  new Promise<Set<string>>((done, fail) => {
    const oxlint = join(root, 'node_modules', '.bin', 'oxlint')
    execFile(oxlint, ['--format', 'json'], { cwd: folder, maxBuffer: 1 << 26 }, (_exit, stdout, stderr) => {
      try {
        const report = JSON.parse(stdout) as { diagnostics: { filename: string }[] }
        done(new Set(report.diagnostics.map((diagnostic) => diagnostic.filename)))
      } catch {
        fail(new Error(`oxlint gave no report: ${stdout}${stderr}`))
      }
    })
  })

const writeCase = (tree: string, { file, source }: Case) => {
  mkdirSync(dirname(join(tree, file)), { recursive: true })
  writeFileSync(join(tree, file), `${source}\n`)
}

describe('the import table', () => {
  const cases = [...refused, ...allowed]
  const folder = mkdtempSync(join(tmpdir(), 'tributary-boundaries-'))
  const isRefused = new Map<Case, boolean>()

  beforeAll(async () => {
    // Cases of one path go into trees of their own: the second of each path into the second tree, and so on.
    const trees = Map.groupBy(cases, (one) => cases.filter(({ file }) => file === one.file).indexOf(one))
    for (const [index, ofTree] of trees) {
      const tree = join(folder, String(index))
      for (const one of ofTree) writeCase(tree, one)
      writeConfig(tree)
      const found = await lint(tree)
      for (const one of ofTree) isRefused.set(one, found.has(one.file))
    }
  }, 60_000)

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test.each(refused)('refuses: $rule', (one) => {
    expect(isRefused.get(one)).toBe(true)
  })

  test.each(allowed)('allows: $rule', (one) => {
    expect(isRefused.get(one)).toBe(false)
  })
})
