import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seededRandom } from '@tributary/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { run } from '../run.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'probability-'))
})
afterAll(() => rm(folder, { recursive: true }))

const has = (file: string, text: string) => writeFile(join(folder, file), text)
const tributary = async (...words: string[]) => {
  const said = { answer: '', aside: '' }
  const terminal = {
    answer: (part: string) => void (said.answer += part),
    aside: (part: string) => void (said.aside += part),
  }
  return { code: await run(words, { folder }, terminal), ...said }
}
const json = async <T>(...words: string[]): Promise<T> => {
  const { code, answer, aside } = await tributary(...words, '--json')
  expect([code, aside]).toEqual([0, ''])
  return JSON.parse(answer) as T
}
const refused = async (text: string, ...words: string[]): Promise<string> => {
  await has('bad.csv', text)
  const { code, answer, aside } = await tributary(
    'train',
    '--input',
    'bad.csv',
    '--out',
    'bad.json',
    ...words,
  )
  expect(answer).toBe('')
  expect(code).not.toBe(0)
  return aside
}

const industries = ['it', 'health', '', 'retail'] as const
const closedDeals = (count: number): string => {
  const random = seededRandom(5, 'rows')
  const rows = Array.from({ length: count }, (_, i) => {
    const [value, touches, industry] = [random.normal() * 100 + 500, random.below(5), random.pick(industries)]
    const logit = -1 + 0.4 * touches + (industry === 'it' ? 0.7 : 0)
    const won = random.chance(1 / (1 + Math.exp(-logit))) ? 'yes' : 'no'
    const day = new Date(Date.UTC(2025, 0, 1 + i)).toISOString().slice(0, 10)
    return `D-${i},${random.chance(0.1) ? '' : value.toFixed(2)},${touches},${industry},7,${day},${won}`
  })
  return ['id,value,touches,industry,same,closed,won', ...rows, ''].join('\n')
}

type Raw = {
  intercept: number
  weights: number[]
  gradient: number
  columns: {
    feature: string
    kind: string
    median?: number
    mean?: number
    scale?: number
    levels?: string[]
  }[]
}

describe('train --raw', () => {
  it('is at the optimum of the stated objective, recomputed here from the file alone', async () => {
    const text = closedDeals(300)
    await has('rows.csv', text)
    const words = [
      '--input',
      'rows.csv',
      '--target',
      'won',
      '--id',
      'id',
      '--drop',
      'closed',
      '--l2',
      '0.5',
      '--raw',
    ]
    const { weights, intercept, gradient, columns } = await json<Raw>('train', ...words, '--out', 'raw.json')
    expect(gradient).toBeLessThan(1e-8)
    expect(columns.map(({ feature, kind }) => [feature, kind])).toEqual([
      ['value', 'numeric'],
      ['touches', 'numeric'],
      ['industry', 'category'],
      ['same', 'numeric'],
    ])
    expect(columns[2]!.levels).toEqual(['(missing)', 'health', 'it', 'retail'])
    const cells = text
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','))
    const values = cells
      .map((row) => row[1]!)
      .filter((cell) => cell !== '')
      .map(Number)
      .sort((a, b) => a - b)
    const middle = (values.length - 1) / 2
    const median = (values[Math.floor(middle)]! + values[Math.ceil(middle)]!) / 2
    const scaled = (numbers: number[]): number[] => {
      const mean = numbers.reduce((a, b) => a + b) / numbers.length
      const deviation = Math.sqrt(numbers.reduce((a, b) => a + (b - mean) ** 2, 0) / numbers.length)
      return numbers.map((x) => (x - mean) / (deviation || 1))
    }
    const value = scaled(cells.map((row) => (row[1] === '' ? median : Number(row[1]))))
    const touches = scaled(cells.map((row) => Number(row[2])))
    const levels = ['', 'health', 'it', 'retail']
    const design = cells.map((row, i) => [
      value[i]!,
      touches[i]!,
      ...levels.map((l) => (row[3] === l ? 1 : 0)),
      0,
    ])
    const errors = design.map((x, i) => {
      const logit = x.reduce((sum, cell, j) => sum + cell * weights[j]!, intercept)
      return 1 / (1 + Math.exp(-logit)) - (cells[i]![6] === 'yes' ? 1 : 0)
    })
    const c = 1 / 0.5
    for (const [j, w] of weights.entries())
      expect(Math.abs(w + c * errors.reduce((sum, e, i) => sum + e * design[i]![j]!, 0))).toBeLessThan(1e-8)
    expect(Math.abs(c * errors.reduce((sum, e) => sum + e, 0))).toBeLessThan(1e-8)
  })

  it('predicts each row by its id, with an interval around it; an unseen category adds nothing', async () => {
    await has('open.csv', 'touches,value,industry,same,id\n2,500,it,7,X-1\n2,500,space,7,X-2\n,,,,\n')
    const answer = await json<{ rows: number }>(
      'predict',
      '--model',
      'raw.json',
      '--input',
      'open.csv',
      '--out',
      'p.csv',
    )
    expect(answer).toMatchObject({ rows: 3, kind: 'plain-model', abstains: false })
    const lines = (await readFile(join(folder, 'p.csv'), 'utf8')).trim().split('\n')
    expect(lines[0]).toBe('id,probability,low,high')
    expect(lines.map((line) => line.split(',')[0])).toEqual(['id', 'X-1', 'X-2', '3'])
    for (const line of lines.slice(1)) {
      const [, probability, low, high] = line.split(',').map(Number)
      expect(low).toBeLessThan(probability!)
      expect(high).toBeGreaterThan(probability!)
    }
  })
})

describe('train', () => {
  it('writes a calibrated model with its card, and predict reads it', async () => {
    await has('rows.csv', closedDeals(700))
    const words = ['--input', 'rows.csv', '--target', 'won', '--id', 'id', '--time', 'closed']
    const trained = await json<{ abstains: boolean; card: { rows: number; metrics: { judgedOn: string } } }>(
      ...(['train', ...words, '--out', 'm.json'] as const),
    )
    expect(trained).toMatchObject({
      abstains: false,
      card: { rows: 700, metrics: { judgedOn: 'newest-fifth' } },
    })
    const { code } = await tributary('predict', '--model', 'm.json', '--input', 'rows.csv', '--out', 'q.csv')
    expect(code).toBe(0)
    const lines = (await readFile(join(folder, 'q.csv'), 'utf8')).trim().split('\n')
    expect(lines).toHaveLength(701)
    expect(lines[1]!.startsWith('D-0,0.')).toBe(true)
    const told = await tributary('train', ...words, '--out', 'm.json')
    expect(told.answer).toContain('What it does not know:')
  })

  it('abstains on few rows and predicts their base rate', async () => {
    await has('few.csv', closedDeals(30))
    const { answer } = await tributary('train', '--input', 'few.csv', '--target', 'won', '--out', 'few.json')
    expect(answer).toContain('It abstains: fewer than 40 won or 40 lost rows.')
    const predicted = await tributary(
      'predict',
      '--model',
      'few.json',
      '--input',
      'few.csv',
      '--out',
      'r.csv',
    )
    expect(predicted.answer).toContain('these are base rates')
  })

  it('names the file, the row and the column of what it cannot read', async () => {
    expect(await refused('a,won\n1,1\n2,maybe\n', '--target', 'won')).toBe(
      'bad.csv, row 2 (line 3), column "won": "maybe" is no outcome; it takes 1 or 0, true or false, yes or no\n',
    )
    expect(await refused('a,won\n1,1\n2,\n', '--target', 'won')).toContain(
      'row 2 (line 3), column "won": the outcome is missing',
    )
    expect(await refused('a,won\n1,1\nx,0\n', '--target', 'won', '--numeric', 'a')).toBe(
      'bad.csv, row 2 (line 3), column "a": "x" is not a number\n',
    )
    expect(await refused('a,won,t\n1,1,soon\n', '--target', 'won', '--time', 't')).toContain(
      'row 1 (line 2), column "t"',
    )
    expect(await refused('a,won\n1,1\n', '--target', 'wonn')).toContain(
      'there is no column "wonn". Did you mean "won"?',
    )
    expect(await refused('a,won\n1,1\n2,1\n', '--target', 'won')).toContain(
      'column "won": all 2 rows are won',
    )
    expect(await refused('a,won\n', '--target', 'won')).toContain('there are no rows')
  })

  it('refuses lists that contradict each other', async () => {
    const file = 'a,b,won\n1,2,1\n2,3,0\n'
    expect(await refused(file, '--target', 'won', '--numeric', 'a', '--categorical', 'a')).toContain(
      'both --numeric',
    )
    expect(await refused(file, '--target', 'won', '--numeric', 'won')).toContain('is the target')
    expect(await refused(file, '--target', 'won', '--numeric', 'a', '--drop', 'a')).toContain('also left out')
    expect(await refused(file, '--target', 'won', '--drop', 'a,b')).toContain('No column is left')
    expect(await refused(file, '--target', 'won', '--l2', '0')).toContain('--l2 must be above 0')
  })

  it('refuses to predict with what is no model, and from rows that lack a column', async () => {
    await has('no.json', '{"a": 1}')
    const wrong = await tributary('predict', '--model', 'no.json', '--input', 'rows.csv', '--out', 'x.csv')
    expect([wrong.code, wrong.aside]).toEqual([
      1,
      'no.json: this is not a model that "tributary train" has written.\n',
    ])
    await has('thin.csv', 'value\n1\n')
    const thin = await tributary('predict', '--model', 'm.json', '--input', 'thin.csv', '--out', 'x.csv')
    expect([thin.code, thin.aside]).toEqual([
      1,
      expect.stringContaining('thin.csv: there is no column "touches"'),
    ])
  })
})
