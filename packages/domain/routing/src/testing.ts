import type { LeadFacts } from './facts.ts'
import type { RoutingRules } from './rules.ts'
import type { Member, Office, Team } from './team.ts'

/** Monday 2 March 2026, 10:00 in Pune. */
export const MONDAY_TEN = Date.parse('2026-03-02T04:30:00Z')
export const HOUR = 3_600_000

export const member = (id: string, changes: Partial<Member> = {}): Member => ({
  id,
  name: id,
  weight: 1,
  capacity: null,
  officeId: null,
  regions: [],
  services: [],
  workingHours: null,
  timeZone: 'Asia/Kolkata',
  awayFrom: null,
  awayUntil: null,
  active: true,
  ...changes,
})

export const pune: Office = {
  id: 'pune',
  name: 'Pune',
  regionCode: 'MH',
  country: 'IN',
  point: { latitude: 18.52, longitude: 73.86 },
}

export const bengaluru: Office = {
  id: 'bengaluru',
  name: 'Bengaluru',
  regionCode: 'KA',
  country: 'IN',
  point: { latitude: 12.97, longitude: 77.59 },
}

export const teamOf = (members: readonly Member[], offices: readonly Office[] = []): Team => ({
  members,
  offices,
})

export const lead = (changes: Partial<LeadFacts> = {}): LeadFacts => ({
  campaignId: 'summer-cloud',
  autoAssign: true,
  campaignOwnerId: null,
  service: null,
  score: 82,
  grade: 'A',
  country: 'IN',
  region: null,
  point: null,
  urgency: 'high',
  ...changes,
})

export const toEveryone: RoutingRules = {
  version: 1,
  campaignOwner: { respectWorkingHours: true },
  rules: [],
  fallback: { name: 'Everyone', pool: 'everyone', respectWorkingHours: true },
}

export const noLoad = { open: {}, shares: {} }

declare const console: { log(text: string): void }

/** Prints what a test measured, so that it can be quoted. */
export const measured = (text: string): void => console.log(text)
