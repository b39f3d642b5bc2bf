import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commands } from './commands.ts'
import { run } from './run.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tributary-'))
})
afterAll(() => rm(folder, { recursive: true }))

const tributary = async (...words: string[]) => {
  let answer = ''
  let aside = ''
  const terminal = {
    answer: (text: string) => void (answer += text),
    aside: (text: string) => void (aside += text),
  }
  return { code: await run(words, { folder }, terminal), answer: () => answer, aside: () => aside }
}
const refused = async (...words: string[]) => {
  const { code, answer, aside } = await tributary(...words)
  expect(answer()).toBe('')
  expect(code).not.toBe(0)
  return aside()
}
const has = (name: string, text: string) => writeFile(join(folder, name), text)
const json = async (...words: string[]) => {
  const { code, answer, aside } = await tributary(...words, '--json')
  expect([code, aside()]).toEqual([0, ''])
  return JSON.parse(answer()) as unknown
}

describe('help', () => {
  it('names every command, and each command its options and an example', async () => {
    const general = (await tributary('--help')).answer()
    for (const [name, { options }] of Object.entries(commands)) {
      expect(general).toContain(`  ${name}`)
      const own = (await tributary(name, '--help')).answer()
      for (const option of Object.keys(options)) expect(own).toContain(`--${option}`)
      expect(own).toContain(`npx pnpm -s tributary ${name} --`)
      expect((await tributary('help', name)).answer()).toBe(own)
    }
  })

  it('goes to stderr with an exit code when nothing was asked', async () => {
    expect(await refused()).toContain('Usage: npx pnpm -s tributary COMMAND')
  })

  it('offers the command that was meant', async () => {
    expect(await refused('simulte')).toContain('There is no command "simulte". Did you mean "simulate"?')
    expect(await refused('--json', 'score')).toContain('The command stands first')
  })
})

describe('bad input', () => {
  it('names the file that is not there', async () => {
    expect(await refused('score', '--input', 'no.json')).toBe(
      `${folder}/no.json: there is no such file or folder\n`,
    )
    expect(await refused('budget', '--input', '.')).toContain('this is a folder, not a file')
  })

  it('names file, row and column of a cell', async () => {
    await has('c.csv', 'campaign,cost,revenue,leads,impressions,clicks\na,10,20,1,0,0\nb,10.5,20.999,1,0,0\n')
    expect(await refused('budget', '--input', 'c.csv')).toBe(
      'c.csv, row 2 (line 3), column "revenue": must be an amount in INR such as 1250.50 (0 or more), but is "20.999"\n',
    )
    await has('d.csv', 'campaign,cost,revenue,leads,impressions,clicks\na,10,20,-1,0,0\n')
    expect(await refused('budget', '--input', 'd.csv')).toContain(
      'd.csv, row 1 (line 2), column "leads": must be a whole number of 0 or more, but is "-1"',
    )
    await has('e.csv', 'campaign,costs,revenue\na,10,20\n')
    expect(await refused('budget', '--input', 'e.csv')).toContain(
      'there is no column "cost". Did you mean "costs"?',
    )
  })

  it('names the fact or field of a lead', async () => {
    await has('l.json', '{"phonGiven": true}')
    expect(await refused('score', '--input', 'l.json')).toContain(
      'there is no fact "phonGiven". Did you mean "phoneGiven"?',
    )
    await has('l.json', '{"urgency": "soon"}')
    expect(await refused('score', '--input', 'l.json')).toContain(
      'l.json, "urgency": must be one of emergency, high',
    )
    await has(
      'l.json',
      '{"campaign_id": "x", "source": "modal", "contact": {"firstName": "A", "lastName": "B", "email": "no"}}',
    )
    expect(await refused('score', '--input', 'l.json')).toContain('l.json, "contact.email": invalid email')
    await has('l.json', '{"urgency": ')
    expect(await refused('score', '--input', 'l.json')).toContain('l.json: this is not JSON.')
    await has('l.json', '[]')
    expect(await refused('score', '--input', 'l.json')).toContain('must hold one JSON object')
  })

  it('refuses a market that cannot be', async () => {
    const base = ['simulate', '--seed', '1', '--leads', '5', '--out', 'x']
    expect(await refused(...base, '--start', '2025-02-30')).toContain('--start must be a date')
    expect(await refused(...base, '--time-zone', 'Mars/Base')).toContain('--time-zone knows no "Mars/Base"')
    expect(await refused(...base, '--currency', 'rupees')).toContain('--currency must be an ISO 4217 code')
  })
})

describe('score', () => {
  it('scores stated facts, and says what would make an A', async () => {
    await has(
      'facts.json',
      '{"emailKind": "business", "companyGiven": true, "serviceInterest": "specific", "channel": "organic_search", "formCompletion": "required"}',
    )
    expect(await json('score', '--input', 'facts.json')).toMatchObject({
      points: 50,
      grade: 'C',
      temperature: 'cold',
      toReachA: { kind: 'changes', grade: 'A', pointsAfter: 80 },
      assumed: [
        'phoneGiven: false',
        'urgency: null',
        'budgetGiven: false',
        'secondsOnPage: null',
        'returnVisitor: false',
      ],
    })
    const { answer } = await tributary('score', '--input', 'facts.json')
    expect(answer()).toContain('50 points, grade C (cold)')
    expect(answer()).toContain('+ 15  Ask whether it is urgent')
  })

  it('scores the body of a capture request: 85 points without telemetry, 95 after three minutes', async () => {
    const body = {
      campaign_id: 'autumn',
      source: 'landing-page',
      contact: {
        firstName: 'Asha',
        lastName: 'Rao',
        email: 'asha@acme.example',
        phone: '+91 22 4000 1234',
        company: 'Acme',
      },
      lead_details: {
        service_interest: 'Heat pump service',
        urgency: 'High (Same day)',
        message: 'Please call.',
        budget_range: '$5000-$10000',
        timeline: 'Within 2 weeks',
      },
      tracking: {
        utm_source: 'google',
        utm_medium: 'cpc',
        landing_page_url: 'https://acme.example/?gclid=1',
      },
    }
    await has('request.json', JSON.stringify(body))
    const words = ['score', '--input', 'request.json', '--services', 'Heat pump service']
    expect(await json(...words)).toMatchObject({ points: 85, grade: 'A', assumed: ['returnVisitor: false'] })
    await has('request.json', JSON.stringify({ ...body, behavior: { time_on_page_seconds: 181 } }))
    expect(await json(...words)).toMatchObject({ points: 95 })
    expect(await json('score', '--input', 'request.json')).toMatchObject({
      points: 85,
      facts: { serviceInterest: 'general' },
    })
  })
})

describe('budget', () => {
  it('advises from the rows of a file, in the money of the file', async () => {
    await has(
      'campaigns.csv',
      'campaign;cost;revenue;leads;customers;impressions;clicks\nsearch;100;395;4;2;1001;4\nsocial;60;111;10;;;\ndisplay;100;170;10;0;0;0\nsocial;40;74;0;;;\n',
    )
    expect(await json('budget', '--input', 'campaigns.csv', '--currency', 'USD')).toMatchObject({
      currency: 'USD',
      averages: { roas: { meanOfRatios: 2.5 }, costPerLead: { meanOfRatios: 15 } },
      campaigns: [
        { costPerLead: { value: 25 }, costPerCustomer: { value: 50 } },
        { rows: [2, 4], cost: 100 },
        {},
      ],
      advice: [
        { campaign: 'search', action: 'increase', value: 3.95, average: 2.5, rows: [1] },
        { campaign: 'display', action: 'reduce', value: 1.7, rows: [3] },
        { campaign: 'search', action: 'improve_creative', average: null },
      ],
      left: 0,
    })
    const { answer } = await tributary('budget', '--input', 'campaigns.csv')
    expect(answer()).toContain(
      '1. INCREASE search (priority high, confidence high)\n   roas 3.95 beside an average of 2.50; rows 1',
    )
    expect(answer()).toContain('(no customers)')
  })

  it('says so when no campaign stands out', async () => {
    await has('even.csv', 'campaign,cost,revenue,leads,impressions,clicks\na,10,20,1,0,0\nb,10,20,1,0,0\n')
    expect((await tributary('budget', '--input', 'even.csv')).answer()).toContain('No advice')
  })
})

describe('simulate', () => {
  it('writes the same bytes for the same seed, and others for another', async () => {
    const market = async (seed: string, out: string) => {
      await json('simulate', '--seed', seed, '--leads', '300', '--days', '60', '--out', out)
      const files = ['touches.csv', 'deals.csv', 'truth.json']
      return Promise.all(files.map((file) => readFile(join(folder, out, file), 'utf8')))
    }
    const [first, second, other] = [await market('7', 'a'), await market('7', 'b'), await market('8', 'c')]
    expect(second).toEqual(first)
    expect(other[0]).not.toBe(first[0])
  })

  it('counts the same conversions and money in touches, paths, campaigns and deals', async () => {
    await json('simulate', '--seed', '11', '--leads', '2000', '--out', 'm')
    const rows = async (file: string) => {
      const [header, ...lines] = (await readFile(join(folder, 'm', file), 'utf8')).trim().split('\n')
      const names = header!.split(',')
      return lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [names[i]!, cell])))
    }
    const sum = (all: Record<string, string | undefined>[], column: string) =>
      Math.round(all.reduce((total, row) => total + Number(row[column]), 0) * 100)
    const [touches, paths, campaigns] = [
      await rows('touches.csv'),
      await rows('paths.csv'),
      await rows('campaigns.csv'),
    ]
    const deals = await rows('deals.csv')
    const won = sum(touches, 'converted')
    expect(won).toBeGreaterThan(0)
    expect(sum(paths, 'total_conversions')).toBe(won)
    expect(sum(campaigns, 'customers')).toBe(won)
    expect(sum(deals, 'won')).toBe(won)
    expect(sum(touches, 'value')).toBe(sum(paths, 'total_conversion_value'))
    expect(sum(campaigns, 'revenue')).toBe(sum(touches, 'value'))
    const journeys = new Set(touches.map(({ journey_id: id }) => id))
    expect(sum(paths, 'total_null') + sum(paths, 'total_conversions')).toBe(journeys.size * 100)
  })

  it('writes campaign figures that budget takes, and keeps what is true to one file', async () => {
    await json('simulate', '--seed', '11', '--leads', '500', '--out', 'm')
    expect(await json('budget', '--input', 'm/campaigns.csv')).toMatchObject({
      averages: { roas: { kind: 'known' } },
    })
    const truth = JSON.parse(await readFile(join(folder, 'm/truth.json'), 'utf8')) as {
      submissions: { winProbability?: number }[]
    }
    expect(truth.submissions.some(({ winProbability }) => winProbability !== undefined)).toBe(true)
    for (const file of ['leads.csv', 'touches.csv', 'deals.csv', 'open-deals.csv'])
      expect(await readFile(join(folder, 'm', file), 'utf8')).not.toMatch(/need|logit|probability|person/i)
  })
})
