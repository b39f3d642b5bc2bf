import { addDays, DAY, dateIn, type Random } from '@tributary/kernel'
import { membersForRegion, moneyOf } from './catalog.ts'
import { INDUSTRY_WIN_LOGITS } from './companies.ts'
import type {
  LostReason,
  MarketEvent,
  ReviewEvent,
  SimulatedChannel,
  SimulatedMember,
} from './market-types.ts'
import type { Person } from './people.ts'
import { workingMoment } from './seasons.ts'
import type { Wish } from './submissions.ts'
import { CHANNEL_TRUTH, sigmoid, WIN_MODEL, type WinFacts } from './truth.ts'
import { happen, type SubmissionRef, type World } from './world.ts'

const HOUR = 3_600_000

/** A lead on its way: who works it, what it would be worth, and how it would truly end. */
type Case = {
  readonly about: SubmissionRef
  readonly member: SimulatedMember
  readonly need: number
  readonly rupees: number
  readonly winLogit: number
}

/** What a deal is worth: the price, more for larger companies (size to the power 0.45), with chance. */
const dealRupees = (random: Random, rupees: number, size: number): number =>
  Math.max(8000, Math.round((rupees * (size / 90) ** 0.45 * Math.exp(0.35 * random.normal())) / 1000) * 1000)

/**
 * The true logit of winning, once a proposal is made: channel of the last visit, industry, size, hidden need,
 * touches, and how dear the deal is against its list price.
 */
export const winLogitOf = (facts: WinFacts & { readonly need: number }): number =>
  WIN_MODEL.base +
  CHANNEL_TRUTH[facts.channel].winLogit +
  (INDUSTRY_WIN_LOGITS[facts.industry] ?? 0) +
  WIN_MODEL.size * Math.log(facts.size / 90) +
  WIN_MODEL.need * facts.need +
  WIN_MODEL.perTouch * Math.min(facts.touches, WIN_MODEL.touchesCounted) +
  WIN_MODEL.value * Math.log(facts.valueToPrice)

export const foresee = (
  random: Random,
  {
    person,
    need,
    wish,
    path,
  }: { person: Person; need: number; wish: Wish; path: readonly SimulatedChannel[] },
): Omit<Case, 'about'> & { readonly win: WinFacts } => {
  const { facts, city } = person.company
  const rupees = dealRupees(random, wish.item.rupees, facts.size)
  const team = membersForRegion(city.region)
  const win: WinFacts = {
    channel: path.at(-1)!,
    industry: facts.industry,
    size: facts.size,
    touches: path.length - 1,
    valueToPrice: rupees / wish.item.rupees,
  }
  return {
    member: team[random.weighted(team.map(({ weight }) => weight))]!,
    need,
    rupees,
    winLogit: winLogitOf({ ...win, need }),
    win,
  }
}

const rejections = [
  'not_a_fit',
  'wrong_region',
  'too_small',
  'competitor',
  'bad_contact_data',
  'spam',
] as const
const rejectionWeights = [38, 12, 20, 8, 16, 6]
const losses: readonly LostReason[] = [
  'price',
  'competitor',
  'no_budget',
  'no_response',
  'bad_timing',
  'missing_feature',
]

const calls = [
  'Spoke about the present set-up; wants figures.',
  'Asked for a reference from the same industry.',
  'No answer, left a message.',
  'Short call, decision lies with the finance head.',
  'Talked through the scope; second meeting agreed.',
] as const
const notes = [
  'Compares us with two other vendors.',
  'Budget is approved for this quarter.',
  'Prefers to be called after four in the afternoon.',
  'Needs the data to stay in India.',
  'Has a contract until the end of the quarter.',
] as const

/** Later by an exponential delay, moved into working hours. Infinity when the calendar ends before. */
const later = (world: World, random: Random, after: number, mean: number): number =>
  workingMoment(world.calendar, after + Math.floor(random.exponential(mean)) + 60_000, random.next())

const act = (world: World, { about }: Case, event: MarketEvent): void => happen(world, event, about)

const lose = (world: World, random: Random, lead: Case, after: number): void => {
  const at = later(world, random, after, 15 * DAY)
  const reason = losses[random.weighted([1, 1, 2, 4, 2, 1])]!
  act(world, lead, { kind: 'stage', stage: 'lost', reason, at, submission: -1, member: lead.member.key })
}

const close = (world: World, random: Random, lead: Case, after: number): void => {
  const at = later(world, random, after + 5 * DAY, 22 * DAY)
  const base = { at, submission: -1, member: lead.member.key }
  const { currency } = world.options
  if (random.chance(sigmoid(lead.winLogit))) {
    const agreed = Math.round((lead.rupees * (0.86 + 0.16 * random.next())) / 1000) * 1000
    act(world, lead, { kind: 'deal_won', value: moneyOf(agreed, currency), ...base })
  } else {
    const reason = losses[random.weighted([4, 3, 2, 2, 2, 1])]!
    act(world, lead, { kind: 'deal_lost', value: moneyOf(lead.rupees, currency), reason, ...base })
  }
}

const propose = (world: World, random: Random, lead: Case, after: number): void => {
  const at = later(world, random, after, 6 * DAY)
  if (at === Number.POSITIVE_INFINITY) return
  const { currency, timeZone } = world.options
  const expectedClose = addDays(dateIn(at, timeZone), 20 + random.below(40))
  const value = moneyOf(lead.rupees, currency)
  act(world, lead, {
    kind: 'stage',
    stage: 'proposal',
    value,
    expectedClose,
    at,
    submission: -1,
    member: lead.member.key,
  })
  close(world, random, lead, at)
}

const qualify = (world: World, random: Random, lead: Case, after: number): void => {
  const at = later(world, random, after, 3 * DAY)
  const base = { submission: -1, member: lead.member.key }
  act(world, lead, { kind: 'stage', stage: 'qualified', at, ...base })
  if (random.chance(0.5))
    act(world, lead, { kind: 'note', text: random.pick(notes), at: at + 120_000, ...base })
  if (random.chance(0.62)) propose(world, random, lead, at)
  else if (random.chance(0.6)) lose(world, random, lead, at)
}

/** The first call; a slow one costs interest: minus 0.15 · ln(1 + hours) on the logit of qualifying. */
const contact = (world: World, random: Random, lead: Case, asked: number, after: number): void => {
  const at = later(world, random, after, 5 * HOUR)
  const base = { submission: -1, member: lead.member.key }
  act(world, lead, { kind: 'call', text: random.pick(calls), minutes: 1 + random.below(25), at, ...base })
  act(world, lead, { kind: 'stage', stage: 'contacted', at: at + 30_000, ...base })
  const hours = Math.min(500, (at - asked) / HOUR)
  if (random.chance(sigmoid(0.55 + 0.7 * lead.need - 0.15 * Math.log(1 + hours))))
    qualify(world, random, lead, at + 30_000)
  else if (random.chance(0.7)) lose(world, random, lead, at + 30_000)
}

/** What people at the business do with a lead after it came in, up to the present. */
export const workLead = (world: World, random: Random, lead: Case, asked: number): void => {
  if (random.chance(0.05)) return
  const at = later(world, random, asked, 3 * HOUR)
  const base = { kind: 'review', at, submission: -1, member: lead.member.key } as const
  if (random.chance(sigmoid(1.7 + 0.9 * lead.need))) {
    act(world, lead, { ...base, review: 'accepted' })
    contact(world, random, lead, asked, at)
  } else
    act(world, lead, { ...base, review: 'rejected', reason: rejections[random.weighted(rejectionWeights)]! })
}

/** A machine's submission that went through unnoticed ends when a person looks at it. */
export const rejectBot = (world: World, random: Random, about: SubmissionRef, asked: number): void => {
  const at = later(world, random, asked, 3 * HOUR)
  const team = membersForRegion('')
  const review: ReviewEvent = {
    kind: 'review',
    review: 'rejected',
    reason: random.chance(0.8) ? 'spam' : 'bad_contact_data',
    at,
    submission: -1,
    member: random.pick(team).key,
  }
  happen(world, review, about)
}
