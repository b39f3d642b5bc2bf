import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run } from '../run.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'attribute-'))
})
afterAll(() => rm(folder, { recursive: true }))

const attribute = async (file: string, text: string, ...words: string[]) => {
  await writeFile(join(folder, file), text)
  const said = { answer: '', aside: '' }
  const code = await run(
    ['attribute', ...words],
    { folder },
    {
      answer: (part) => {
        said.answer += part
      },
      aside: (part) => {
        said.aside += part
      },
    },
  )
  return { code, ...said }
}
type Answer = {
  models: Record<
    string,
    {
      channels: {
        channel: string
        conversions: number
        value: number
        removalEffect?: number
        interval?: { conversions: [number, number]; value: [number, number] }
      }[]
      total: { conversions: number; value: number }
    }
  >
}
const answer = async (...call: Parameters<typeof attribute>): Promise<Answer['models']> => {
  const { code, answer, aside } = await attribute(...call, '--json')
  expect(aside).toBe('')
  expect(code).toBe(0)
  return (JSON.parse(answer) as Answer).models
}

const classic =
  'path,total_conversions,total_conversion_value,total_null\nC1 > C2 > C3,1,1000,0\nC1,0,0,1\nC2 > C3,0,0,1\n'

describe('counted paths', () => {
  test('the classic example of three channels comes out as published', async () => {
    const { markov } = await answer('a.csv', classic, '--input', 'a.csv', '--models', 'markov')
    expect(markov).toEqual({
      channels: [
        { channel: 'C1', conversions: 0.2, value: 200, removalEffect: 0.5 },
        { channel: 'C2', conversions: 0.4, value: 400, removalEffect: 1 },
        { channel: 'C3', conversions: 0.4, value: 400, removalEffect: 1 },
      ],
      total: { conversions: 1, value: 1000 },
    })
  })
  test('without totals each row is one conversion', async () => {
    const { linear, first } = await answer('b.csv', 'path\na > b\nb\n', '--input', 'b.csv')
    expect(linear!.channels.map((row) => row.conversions)).toEqual([0.5, 1.5])
    expect(first!.total).toEqual({ conversions: 2, value: 2 })
  })
  test('all models that paths can feed are answered, channels by name, each total the same', async () => {
    const models = await answer('c.csv', classic, '--input', 'c.csv')
    expect(Object.keys(models)).toEqual([
      'first',
      'last',
      'linear',
      'position-decay',
      'position-based',
      'markov',
      'shapley',
      'shapley-ordered',
    ])
    for (const { channels, total } of Object.values(models)) {
      expect(channels.map(({ channel }) => channel)).toEqual(['C1', 'C2', 'C3'])
      expect(total).toEqual({ conversions: 1, value: 1000 })
    }
  })
  test('intervals hold the estimate, the same seed gives the same bytes', async () => {
    const words = ['--input', 'd.csv', '--intervals', '50', '--seed', '1'] as const
    const rows = `path,total_conversions\n${Array.from({ length: 40 }, (_, i) => `${'abc'[i % 3]} > ${'bcd'[i % 3]},${i % 4}`).join('\n')}\n`
    const models = await answer('d.csv', rows, ...words)
    for (const { conversions, interval } of models.markov!.channels) {
      expect(interval!.conversions[0]).toBeLessThanOrEqual(conversions)
      expect(interval!.conversions[1]).toBeGreaterThanOrEqual(conversions)
    }
    expect(await attribute('d.csv', rows, ...words, '--json')).toEqual(
      await attribute('d.csv', rows, ...words, '--json'),
    )
  })
  test('quoted paths, a semicolon and a row without touches are read', async () => {
    const { linear } = await answer(
      'e.csv',
      'path;total_conversions\n"a > ""b"" ";2\n;3\n',
      '--input',
      'e.csv',
    )
    expect(linear!.channels.map(({ channel, conversions }) => [channel, conversions])).toEqual([
      ['"b"', 1],
      ['(unattributed)', 3],
      ['a', 1],
    ])
  })
  test('without --json there is a table to read', async () => {
    const { answer: text, code } = await attribute('f.csv', classic, '--input', 'f.csv', '--models', 'markov')
    expect(code).toBe(0)
    expect(text).toMatch(
      /^markov\n\s+channel\s+conversions\s+value\s+removal effect\n\s+C1\s+0\.20\s+200\.00\s+50\.00 %/,
    )
    expect(text).toMatch(/total\s+1\.00\s+1,000\.00/)
  })
})

describe('single touches', () => {
  const touches = [
    'journey_id,time,channel,converted,value',
    'j2,2026-03-01,ad,0,0',
    'j1,2026-03-15T00:00:00Z,call,1,30000',
    'j1,2026-03-01T00:00:00Z,mail,0,5',
    'j1,2026-03-08T00:00:00Z,ad,0,7',
  ]
  test('are put in order; conversion and value come from the last by time', async () => {
    const models = await answer(
      'g.csv',
      touches.join('\n'),
      '--journeys',
      'g.csv',
      '--models',
      'last,time-decay',
    )
    expect(models.last!.channels).toEqual([
      { channel: 'ad', conversions: 0, value: 0 },
      { channel: 'call', conversions: 1, value: 30000 },
      { channel: 'mail', conversions: 0, value: 0 },
    ])
    const values = models['time-decay']!.channels.map(({ value }) => Math.round(value * 100) / 100)
    expect(values).toEqual([8571.43, 17142.86, 4285.71])
  })
  test('the same rows in another order, or with Unix seconds, give the same answer', async () => {
    const [head, ...rows] = touches
    const seconds = rows.map((row) => {
      const cells = row.split(',')
      cells[1] = String(Date.parse(cells[1]!) / 1000)
      return cells.join(',')
    })
    const first = await answer('h.csv', touches.join('\n'), '--journeys', 'h.csv')
    expect(await answer('h.csv', [head, ...rows.toReversed()].join('\n'), '--journeys', 'h.csv')).toEqual(
      first,
    )
    expect(await answer('h.csv', [head, ...seconds].join('\n'), '--journeys', 'h.csv')).toEqual(first)
  })
  test('milestones make the w-shaped model', async () => {
    const rows = 'journey_id,time,channel,milestone\nj,1,a,\nj,2,b,lead\nj,3,c,\nj,4,d,deal\n'
    const models = await answer('i.csv', rows, '--journeys', 'i.csv', '--models', 'w-shaped')
    const shares = models['w-shaped']!.channels.map(
      ({ conversions }) => Math.round(conversions * 1000) / 1000,
    )
    expect(shares).toEqual([0.3, 0.3, 0.1, 0.3])
  })
})

describe('bad input ends with a message that names file, row and column', () => {
  test.each([
    [
      'path,total_conversions\na,1\nb,x\n',
      ['--input', 'bad.csv'],
      1,
      /bad\.csv, row 2 .*column "total_conversions": "x" is not a number/,
    ],
    ['path,total_conversions\na,-1\n', ['--input', 'bad.csv'], 1, /bad\.csv, row 1 .*"total_conversions"/],
    ['path,total_null\na,\n', ['--input', 'bad.csv'], 1, /row 1 .*"total_null": a number is missing/],
    ['way\na\n', ['--input', 'bad.csv'], 1, /bad\.csv: there is no column "path"/],
    ['', ['--input', 'bad.csv'], 1, /bad\.csv: the file is empty/],
    [
      'journey_id,time,channel\nj,soon,a\n',
      ['--journeys', 'bad.csv'],
      1,
      /row 1 .*column "time": "soon" is no time/,
    ],
    ['journey_id,time,channel\nj,2026-13-45,a\n', ['--journeys', 'bad.csv'], 1, /row 1 .*column "time"/],
    [
      'journey_id,time,channel\nj,1,\n',
      ['--journeys', 'bad.csv'],
      1,
      /row 1 .*column "channel": a name is missing/,
    ],
    [
      'journey_id,time,channel,converted\nj,1,a,maybe\n',
      ['--journeys', 'bad.csv'],
      1,
      /column "converted": "maybe"/,
    ],
    [
      'journey_id,time,channel,value\nj,1,a,-3\n',
      ['--journeys', 'bad.csv'],
      1,
      /row 1 .*column "value": "-3"/,
    ],
    ['path\na\n', ['--input', 'bad.csv', '--models', 'time-decay'], 2, /time-decay needs --journeys/],
    ['path\na\n', ['--input', 'bad.csv', '--models', 'markow'], 2, /knows no "markow".*markov/],
    ['path\na\n', ['--input', 'bad.csv', '--order', '5'], 2, /--order must be a whole number/],
    ['path\na\n', ['--input', 'bad.csv', '--journeys', 'bad.csv'], 2, /either --input or --journeys/],
    ['path\na\n', [], 2, /Give the paths/],
  ])('%j with %j', async (text, words, wanted, message) => {
    const { code, answer, aside } = await attribute('bad.csv', text, ...words, '--json')
    expect(answer).toBe('')
    expect(aside).toMatch(message)
    expect(code).toBe(wanted)
  })
})
