import type { Grade, Urgency } from '@tributary/scoring/lists'

const MINUTE = 60_000
const HOUR = 60
const TWO_DAYS = 48 * HOUR
const DAY = 24 * HOUR

/** Minutes until a first answer is promised, for each grade and urgency; `unstated` where the lead did not say. */
export type SlaPolicy = {
  readonly version: number
  readonly minutes: Readonly<Record<Grade, Readonly<Record<Urgency | 'unstated', number>>>>
}

const ordinary = { emergency: 120, high: 120, medium: 1440, low: 1440, unstated: 1440 }

/** What an organization starts with: two hours for grade A and for anything urgent, else 24 hours. */
export const standardSlaPolicy: SlaPolicy = {
  version: 1,
  minutes: {
    A: { emergency: 120, high: 120, medium: 120, low: 120, unstated: 120 },
    B: ordinary,
    C: ordinary,
    D: ordinary,
  },
}

/** `due` is the instant in milliseconds; `words` is what the lead is told. */
export type ResponsePromise = { readonly minutes: number; readonly due: number; readonly words: string }

const count = (amount: number, unit: string): string => `${amount} ${unit}${amount === 1 ? '' : 's'}`

/** 30 is "30 minutes", 120 "2 hours", 1440 "24 hours", 4320 "3 days". Rounded to no unit: 90 stays "90 minutes". */
export const responseWords = (minutes: number): string => {
  if (minutes % DAY === 0 && minutes > TWO_DAYS) return count(minutes / DAY, 'day')
  return minutes % HOUR === 0 ? count(minutes / HOUR, 'hour') : count(minutes, 'minute')
}

/**
 * The one promise behind what capture answers and what the status page says. Give it the grade that the lead had
 * when it was captured, and the time of capture: then both tell the same, also after the score has moved.
 *
 * A grade A lead of 10:00 is answered by 12:00: `{ minutes: 120, words: '2 hours' }`.
 * @throws RangeError when the policy holds no positive whole number for the lead.
 */
export const responseDue = (
  policy: SlaPolicy,
  { grade, urgency }: { readonly grade: Grade; readonly urgency: Urgency | null },
  at: number,
): ResponsePromise => {
  const minutes = policy.minutes[grade][urgency ?? 'unstated']
  if (!Number.isSafeInteger(minutes) || minutes < 1)
    throw new RangeError(`a response time must be a positive whole number of minutes, not ${minutes}`)
  return { minutes, due: at + minutes * MINUTE, words: responseWords(minutes) }
}
