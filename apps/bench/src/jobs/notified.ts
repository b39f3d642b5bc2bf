import { request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Fakes, startFakes } from '@tributary/connectors/fakes'
import { connectSlack } from '@tributary/use-cases/notifications/notification-settings'
import { bodyOf } from '../capture/submission.ts'
import { openHouse } from '../house/open-house.ts'
import { startServer, startWorker } from '../house/start-process.ts'
import { readOptions } from '../read-options.ts'
import { describeTimes } from './percentiles.ts'

type Sent = { readonly at: number; answered: number }

const post = (port: number, body: string, headers: Record<string, string>): Promise<number> =>
  new Promise((resolve, reject) => {
    const sent = request(
      { port, host: '127.0.0.1', path: '/v1/api/leads', method: 'POST', headers },
      (answer) => {
        answer.resume()
        answer.once('end', () => resolve(answer.statusCode ?? 0))
      },
    )
    sent.once('error', reject)
    sent.end(body)
  })

/** J3: from the request to the mail in the owner's box and the card in Slack, with server and worker as processes. */
export const run = async (args: readonly string[]): Promise<void> => {
  const { seconds, rates } = readOptions(args, { seconds: 20, rates: [5, 100] })
  const fakes = await startFakes()
  const house = await openHouse()
  const server = await startServer(house)
  const worker = await startWorker(house, {
    SMTP_URL: `smtp://127.0.0.1:${fakes.smtpPort}`,
    SLACK_BASE_URL: fakes.url,
  })
  try {
    await connectSlack(house.system, {
      webhookUrl: 'https://hooks.slack.com/services/T000/B000/abcdef123456',
      name: '',
    })
    const headers = { 'content-type': 'application/json', origin: house.campaign.origin }
    const submit = (name: string) => post(server.port, bodyOf(house.campaign.slug, name), headers)
    for (let i = 0; i < 20; i++) await submit(`warm-${i}`)
    await sleep(3_000)
    for (const rate of rates) await steady(fakes, submit, rate, seconds)
  } finally {
    await worker.stop()
    await server.stop()
    await house.close()
    await fakes.close()
  }
}

const steady = async (
  fakes: Fakes,
  submit: (name: string) => Promise<number>,
  rate: number,
  seconds: number,
): Promise<void> => {
  fakes.reset()
  const sent = new Map<string, Sent>()
  const start = performance.now()
  const answers: Promise<void>[] = []
  for (let n = 0; n < rate * seconds; n++) {
    await sleep(Math.max(0, start + (n * 1000) / rate - performance.now()))
    const name = `s${rate}x${n}`
    const each: Sent = { at: Date.now(), answered: 0 }
    sent.set(name, each)
    answers.push(
      submit(name).then((status) => {
        if (status !== 201) throw new Error(`A capture was answered ${status}`)
        each.answered = Date.now()
      }),
    )
  }
  await Promise.all(answers)
  for (let i = 0; i < 300 && fakes.state().smtp.mails.length < sent.size; i++) await sleep(100)
  const mails = timesOf(fakes, 'smtp', sent)
  const cards = timesOf(fakes, 'slack', sent)
  console.log(
    `\n${rate} leads/s for ${seconds} s: ${sent.size} leads, ${mails.length} mails, ${cards.length} cards`,
  )
  console.log(
    `  answered       ${describeTimes([...sent.values()].map(({ at, answered }) => answered - at))} ms`,
  )
  console.log(`  mailed         ${describeTimes(mails)} ms (p95 at most ${rate >= 100 ? 2000 : 50})`)
  if (cards.length > 0) console.log(`  card in Slack  ${describeTimes(cards)} ms`)
}

const timesOf = (fakes: Fakes, service: 'smtp' | 'slack', sent: ReadonlyMap<string, Sent>): number[] =>
  fakes.journal().flatMap((entry) => {
    if (entry.service !== service || !entry.applied) return []
    const name = /acme-heating-(s\d+x\d+)\.|Rao (s\d+x\d+)/.exec(JSON.stringify(entry))
    const from = sent.get(name?.[1] ?? name?.[2] ?? '')
    return from ? [Date.parse(entry.at) - from.at] : []
  })
