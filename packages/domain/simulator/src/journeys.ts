import { DAY, type Random } from '@tributary/kernel'
import { type Company, pickCompany } from './companies.ts'
import type { SimulatedChannel, SubmissionEvent } from './market-types.ts'
import { foresee, workLead } from './outcomes.ts'
import { meetPerson, type Person } from './people.ts'
import { addressFrom } from './places.ts'
import { dayAt } from './seasons.ts'
import { amend, pickItem, type Wish, writeSubmission, writesFromWork } from './submissions.ts'
import { type SubmissionRelation, sigmoid, VISIT_MODEL, visitLogit } from './truth.ts'
import { type Browser, pickUserAgent, randomId, show, type Visit, visit } from './visits.ts'
import { happen, pickChannel, type SubmissionRef, takesSubmissions, type World } from './world.ts'

/** Shares of people who, having written, write again. */
export const AGAIN = {
  /** The answer was lost and the tracker sends the same request once more. */
  retry: 0.015,
  /** Impatient: the same form within 24 hours. */
  repeat: 0.045,
  /** Days or weeks later, with a new wish or the old one. */
  later: 0.08,
  /** Of those: with another address. */
  twin: 0.3,
} as const

type Traveller = {
  readonly browser: Browser
  readonly company: Company
  /** How much help is needed, a standard normal that nobody sees. */
  readonly need: number
  readonly path: SimulatedChannel[]
}

const arrive = (world: World, random: Random): Traveller => {
  const company = pickCompany(world.options.seed, random, world.options.leads)
  const { country } = company.city
  return {
    company,
    browser: {
      visitor: randomId(random),
      ip: addressFrom(random, country),
      userAgent: pickUserAgent(random),
    },
    need: random.normal(),
    path: [],
  }
}

/** Visits until one ends in a submission, or interest does. */
const wander = (world: World, random: Random, traveller: Traveller, firstDay: number): Visit | undefined => {
  let day = firstDay
  for (let touch = 0; ; touch++) {
    const channel = pickChannel(random, touch)
    const here = visit(world, random, traveller, channel, day)
    show(world, here, touch, false)
    traveller.path.push(channel)
    if (random.chance(sigmoid(visitLogit(channel, touch, traveller.need)))) return here
    if (!random.chance(VISIT_MODEL.comesBack)) return undefined
    day += 1 + Math.floor(random.exponential(VISIT_MODEL.daysBetween))
    if (day >= world.calendar.length) return undefined
  }
}

type Author = Traveller & { readonly person: Person }

const send = (
  world: World,
  random: Random,
  author: Author,
  event: SubmissionEvent,
  wish: Wish,
  relation: SubmissionRelation,
): void => {
  const outlook = foresee(random, { ...author, wish })
  const { winLogit, win } = outlook
  const about: SubmissionRef = {
    number: -1,
    truth: {
      person: author.person.number,
      bot: false,
      relation,
      path: [...author.path],
      need: author.need,
      winLogit,
      winProbability: sigmoid(winLogit),
      winFacts: win,
    },
  }
  happen(world, event, about)
  if (relation !== 'retry' && relation !== 'repeat') workLead(world, random, { about, ...outlook }, event.at)
}

/** The same form once more within a day: the words may change, the address and the campaign do not. */
const repeat = (world: World, random: Random, author: Author, first: SubmissionEvent, wish: Wish): void => {
  const at = first.at + 180_000 + Math.floor(random.next() * 0.9 * DAY)
  if (!takesSubmissions(world, first.body.campaign_id, at)) return
  const { body } = amend(first, {}, { message: 'I wrote earlier today. Is there any news?' })
  const form_metadata = { ...body.form_metadata, timestamp: new Date(at).toISOString() }
  const event = { ...first, at, idempotencyKey: randomId(random), body: { ...body, form_metadata } }
  send(world, random, author, event, wish, 'repeat')
}

/** Comes back days later, by whatever channel, now and then with the other address. */
const writeLater = (
  world: World,
  random: Random,
  author: Author,
  first: SubmissionEvent,
  wish: Wish,
): void => {
  const day = dayAt(world.calendar, first.at + 2 * DAY + Math.floor(random.exponential(18 * DAY)))
  if (day < 0) return
  const channel = pickChannel(random, author.path.length)
  const here = visit(world, random, author, channel, day)
  show(world, here, author.path.length, false)
  author.path.push(channel)
  const { businessEmail, freeEmail } = author.person
  const twin = random.chance(AGAIN.twin)
  const email = twin === (wish.email === businessEmail) ? freeEmail : businessEmail
  const again = { item: pickItem(random, here), email }
  const event = writeSubmission(world, random, author, here, again)
  const { phone } = first.body.contact
  const kept = phone && twin ? amend(event, { phone }) : event
  send(world, random, author, kept, again, twin ? 'twin' : 'later')
}

/**
 * One visitor who first comes on a given day, with everything that follows. True when the visitor wrote.
 */
export const travel = (world: World, random: Random, day: number): boolean => {
  const traveller = arrive(world, random)
  const last = wander(world, random, traveller, day)
  if (!last) return false
  const person = meetPerson(world.register, random, traveller.company)
  const author: Author = { ...traveller, person }
  const wish: Wish = {
    item: pickItem(random, last),
    email: writesFromWork(random, author.need) ? person.businessEmail : person.freeEmail,
  }
  const first = writeSubmission(world, random, author, last, wish)
  send(world, random, author, first, wish, 'first')
  const retriedAt = first.at + 4000 + random.below(30_000)
  if (random.chance(AGAIN.retry) && takesSubmissions(world, first.body.campaign_id, retriedAt))
    send(world, random, author, { ...first, at: retriedAt }, wish, 'retry')
  if (random.chance(AGAIN.repeat)) repeat(world, random, author, first, wish)
  if (random.chance(AGAIN.later)) writeLater(world, random, author, first, wish)
  return true
}
