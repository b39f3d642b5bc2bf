import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Fakes, startFakes } from './index.ts'

let directory: string
let fakes: Fakes

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'fakes-'))
  fakes = await startFakes({ journalFile: join(directory, 'deep', 'journal.jsonl') })
})
afterAll(async () => {
  await fakes.close()
  await rm(directory, { recursive: true })
})

type ControlAnswer = {
  now: string
  slack: { posts: { text: string }[] }
}

const control = async (command: string, input?: unknown) => {
  const request = input === undefined ? {} : { method: 'POST', body: JSON.stringify(input) }
  const response = await fetch(`${fakes.url}/__fake/${command}`, request)
  return { status: response.status, body: (await response.json()) as ControlAnswer }
}

const postCard = (text: string) =>
  fetch(`${fakes.url}/services/T0/B0/x`, { method: 'POST', body: JSON.stringify({ text }) })

const journalLines = async () =>
  (await readFile(join(directory, 'deep', 'journal.jsonl'), 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

describe('the fakes', () => {
  it('are steered over HTTP: script, state, journal, reset', async () => {
    await control('reset', {})
    await control('script', {
      service: 'slack',
      times: 1,
      action: { type: 'status', status: 500, body: 'rollup_error' },
    })
    expect((await postCard('one')).status).toBe(500)
    expect((await postCard('two')).status).toBe(200)
    expect((await control('state')).body.slack.posts).toMatchObject([{ text: 'two' }])
    expect(fakes.journal().map(({ event }) => event)).toEqual(['reset', 'post', 'post'])
    expect((await control('journal')).body).toEqual(fakes.journal())
    await control('reset', {})
    expect((await control('state')).body.slack.posts).toEqual([])
  })

  it('keep every request in the file, also across a reset', async () => {
    const before = (await journalLines()).length
    await postCard('kept')
    fakes.reset()
    const lines = (await journalLines()).slice(before)
    expect(lines).toMatchObject([{ service: 'slack', applied: true, answered: true }, { event: 'reset' }])
    expect(lines[0].detail.body).toContain('kept')
  })

  it('note that an effect was applied whose answer was lost', async () => {
    fakes.script({ service: 'slack', times: 1, action: { type: 'answer_then_reset' } })
    await expect(postCard('lost')).rejects.toThrow()
    expect(fakes.journal().at(-1)).toMatchObject({ applied: true, answered: false })
  })

  it('spread a share of faults evenly', async () => {
    fakes.reset()
    fakes.script({ service: 'slack', share: 0.3, action: { type: 'html_502' } })
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => postCard(`n${n}`)))
    expect(answers.filter(({ status }) => status === 502)).toHaveLength(6)
    fakes.reset()
  })

  it('meet only the requests they are scripted for', async () => {
    fakes.script({ service: 'slack', match: { body: 'lead_7' }, action: { type: 'html_502' } })
    expect((await postCard('lead_6')).status).toBe(200)
    expect((await postCard('lead_7')).status).toBe(502)
    fakes.reset()
  })

  it('move their clock', async () => {
    const { body } = await control('clock', { offset_ms: 86_400_000 })
    expect(Date.parse(body.now) - Date.now()).toBeGreaterThan(86_000_000)
    fakes.reset()
  })

  it('say what they do not understand', async () => {
    expect((await control('nonsense')).status).toBe(404)
    expect((await control('script', { action: 'boom' })).status).toBe(400)
    expect((await control('slack/hook', { path: '/services/T0/B0/x', state: 'haunted' })).status).toBe(400)
  })

  it('run as a process of their own', async () => {
    const main = fileURLToPath(new URL('./main.ts', import.meta.url))
    const env = {
      ...process.env,
      FAKES_PORT: '0',
      FAKES_SMTP_PORT: '0',
      FAKES_JOURNAL: join(directory, 'own.jsonl'),
    }
    const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'inherit'] })
    const exited = new Promise((resolve) => child.once('exit', resolve))
    const line = await new Promise<string>((resolve) =>
      child.stdout.once('data', (chunk) => resolve(String(chunk))),
    )
    const { url } = JSON.parse(line)
    expect((await fetch(`${url}/__fake/state`)).status).toBe(200)
    child.kill('SIGTERM')
    expect(await exited).toBe(0)
  }, 20_000)
})
