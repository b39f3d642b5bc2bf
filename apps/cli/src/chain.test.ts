import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { run } from './run.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tributary-'))
})
afterAll(() => rm(folder, { recursive: true }))

const json = async (...words: string[]): Promise<unknown> => {
  let answer = ''
  let aside = ''
  const terminal = {
    answer: (text: string) => void (answer += text),
    aside: (text: string) => void (aside += text),
  }
  expect([await run([...words, '--json'], { folder }, terminal), aside]).toEqual([0, expect.anything()])
  return JSON.parse(answer)
}

it('the files of a simulated market are what the other commands take', async () => {
  await json('simulate', '--seed', '7', '--leads', '2000', '--out', 'm')
  type Totals = { models: Record<string, { total: { conversions: number; value: number } }> }
  const paths = (await json('attribute', '--input', 'm/paths.csv', '--models', 'linear,markov')) as Totals
  const touches = (await json('attribute', '--journeys', 'm/touches.csv', '--models', 'linear')) as Totals
  const total = touches.models.linear!.total
  expect(total.conversions).toBeGreaterThan(0)
  expect(paths.models.linear!.total.value).toBeCloseTo(total.value, 4)
  expect(paths.models.markov!.total.conversions).toBeCloseTo(total.conversions, 6)
  await json(
    'train',
    '--input',
    'm/deals.csv',
    '--target',
    'won',
    '--id',
    'deal_id',
    '--time',
    'proposed',
    '--out',
    'm.json',
  )
  await json('predict', '--model', 'm.json', '--input', 'm/open-deals.csv', '--out', 'p.csv')
  const [header, ...rows] = (await readFile(join(folder, 'p.csv'), 'utf8')).trim().split('\n')
  expect(header).toBe('id,probability,low,high')
  const deals = (await readFile(join(folder, 'm/open-deals.csv'), 'utf8')).trim().split('\n').slice(1)
  expect(rows.map((row) => row.split(',')[0])).toEqual(deals.map((row) => row.split(',')[0]))
  await json('budget', '--input', 'm/campaigns.csv')
}, 30_000)
