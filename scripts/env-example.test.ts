import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const namesIn = (text: string, pattern: RegExp) =>
  new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ''))
const missing = (wanted: Set<string>, given: Set<string>) => [...wanted].filter((name) => !given.has(name))

const [forApps = '', forCompose = ''] = read('.env.example').split('--- docker compose only ---')
const documented = namesIn(forApps, /^([A-Z][A-Z0-9_]+)=/gm)
const documentedForCompose = namesIn(forCompose, /^([A-Z][A-Z0-9_]+)=/gm)

// Each schema of the environment declares one setting a line: `  PORT: …`. Node itself reads NODE_ENV.
const shared = 'packages/contracts/src/environment.ts'
const configs = [shared, ...globSync('apps/{launch,server,worker}/src/config.ts', { cwd: root })]
const declared = namesIn(configs.map(read).join('\n'), /^\s+([A-Z][A-Z0-9_]+): /gm)
declared.delete('NODE_ENV')

describe('.env.example', () => {
  test('names every setting an app reads', () => {
    expect(missing(declared, documented)).toEqual([])
  })

  test('names no setting that no app reads', () => {
    expect(missing(documented, declared)).toEqual([])
  })

  test('names every variable the compose file asks for', () => {
    const asked = namesIn(read('docker-compose.yml'), /\$\{([A-Z][A-Z0-9_]+)/g)
    expect(missing(asked, new Set([...documented, ...documentedForCompose]))).toEqual([])
  })
})
