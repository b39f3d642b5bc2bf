import type { SpamReason } from './lists.ts'

/** Faster than this, in seconds, nobody reads and fills in a form. */
export const FASTEST_PERSON = 3

/** More links than this in one submission is advertising. */
export const MOST_LINKS = 5

export type SubmissionSigns = {
  /** Whether the field that people cannot see was filled in. */
  readonly honeypotFilled: boolean
  /** From showing the form to sending it; unknown for callers that show no form of ours. */
  readonly secondsSinceRender?: number | null
  /** Links in everything that was typed, see `countLinks`. */
  readonly linkCount?: number
}

export type SpamJudgement = { readonly kind: 'ok' } | { readonly kind: 'spam'; readonly reason: SpamReason }

/**
 * Whether a submission is kept as spam: stored, releasable, and without effects. Exactly 3 seconds and exactly 5 links
 * still pass; a form whose age is not known, or lies in the future, is not judged by it.
 *
 * `judgeSubmission({ honeypotFilled: false, secondsSinceRender: 2.9 })` is `{ kind: 'spam', reason: 'too_fast' }`.
 */
export const judgeSubmission = ({
  honeypotFilled,
  secondsSinceRender,
  linkCount = 0,
}: SubmissionSigns): SpamJudgement => {
  if (honeypotFilled) return { kind: 'spam', reason: 'honeypot' }
  if (secondsSinceRender != null && secondsSinceRender >= 0 && secondsSinceRender < FASTEST_PERSON)
    return { kind: 'spam', reason: 'too_fast' }
  return linkCount > MOST_LINKS ? { kind: 'spam', reason: 'link_flood' } : { kind: 'ok' }
}

/** How many links a text holds. `countLinks('see https://a.example and www.b.example')` is `2`. */
export const countLinks = (text: string): number =>
  text.match(/https?:\/\/|\bwww\.|\[url[=\]]/gi)?.length ?? 0
