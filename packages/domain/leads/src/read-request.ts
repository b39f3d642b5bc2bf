import { foldText, wordsOf } from './fold-text.ts'

/** From most to least urgent; the same words as the scoring room's, which this room does not know. */
type Urgency = 'emergency' | 'high' | 'medium' | 'low'

const LEVELS: Readonly<Record<string, Urgency>> = {
  emergency: 'emergency',
  high: 'high',
  medium: 'medium',
  med: 'medium',
  low: 'low',
}

/** Phrases in the order they are tried: a denial of haste before the haste it denies. */
const PHRASES: readonly (readonly [Urgency, readonly string[]])[] = [
  [
    'low',
    [
      'not urgent',
      'not an emergency',
      'non urgent',
      'no rush',
      'no hurry',
      'not in a hurry',
      'no deadline',
      'whenever',
      'flexible',
      'someday',
      'just looking',
      'just browsing',
      'just exploring',
      'next month',
      'next quarter',
      'next year',
    ],
  ],
  [
    'emergency',
    ['immediate', 'immediately', 'right now', 'right away', 'critical', 'at once', 'within the hour', 'sos'],
  ],
  [
    'high',
    [
      'urgent',
      'urgently',
      'asap',
      'as soon as possible',
      'same day',
      'sameday',
      'today',
      'tonight',
      'within 24 hours',
      'top priority',
      'in a hurry',
      'rush',
    ],
  ],
  [
    'medium',
    [
      'moderate',
      'normal',
      'standard',
      'regular',
      'average',
      'soon',
      'tomorrow',
      'next day',
      'this week',
      'within a week',
      'next week',
      'few days',
    ],
  ],
  ['low', ['planning', 'this month', 'this quarter', 'this year', 'later', 'routine']],
]

/**
 * How urgent a lead is, from free text of a form. A named level wins, the first one where several are named; then
 * phrases that mean one. Nothing recognised is `undefined`, which scores nothing.
 *
 * `parseUrgency('High (Same day)')` is `'high'`, `parseUrgency('ASAP please')` is `'high'`,
 * `parseUrgency('not urgent')` is `'low'`, `parseUrgency('blue')` is `undefined`.
 */
export const parseUrgency = (text: string | null | undefined): Urgency | undefined => {
  const words = wordsOf(text ?? '')
  const named = words.find((word) => Object.hasOwn(LEVELS, word))
  if (named) return LEVELS[named]
  const sentence = ` ${words.join(' ')} `
  return PHRASES.find(([, phrases]) => phrases.some((phrase) => sentence.includes(` ${phrase} `)))?.[0]
}

const amountWords = new Set(
  'hundred hundreds thousand thousands lakh lakhs crore crores million millions billion k'.split(' '),
)

/**
 * Whether a text names a budget: an amount, in digits of any script (not only zeros) or in words. "To be discussed",
 * "flexible", "none" and "0" are no budget.
 *
 * `isBudgetGiven('$5000-$10000')` is `true`, `isBudgetGiven('not sure yet')` is `false`.
 */
export const isBudgetGiven = (text: string | null | undefined): boolean => {
  if (!text) return false
  if (/[1-9]/.test(text)) return true
  const folded = foldText(text)
  return hasDigitsOtherThanZero(folded) || wordsOf(folded).some((word) => amountWords.has(word))
}

const zeros = new Set([...'0٠۰߀०০੦૦୦௦౦೦൦๐໐༠၀០᠐'])
const hasDigitsOtherThanZero = (text: string): boolean =>
  [...text].some((letter) => /\p{Nd}/u.test(letter) && !zeros.has(letter))
