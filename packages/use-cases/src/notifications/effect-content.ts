import {
  connectionBrokenMail,
  type LeadInMail,
  leadAssignedMail,
  leadCapturedMail,
  leadCard,
  type MailText,
  type SlackMessage,
} from '@tributary/connectors'
import { explainScore } from '@tributary/scoring'
import type { Tx } from '../in-organization.ts'
import { readRules } from '../ledger/read-rules.ts'
import type { Product } from '../product.ts'
import type { Claimed } from './claim-effects.ts'
import { type LeadStory, readLeadStories } from './read-lead-stories.ts'
import { readSlackConnection, type SlackConnection } from './slack-connection.ts'

/** What is to be done for one claimed effect, complete: the call needs no database. */
export type Errand =
  | { readonly kind: 'mail'; readonly claimed: Claimed; readonly to: string; readonly text: MailText }
  | {
      readonly kind: 'slack'
      readonly claimed: Claimed
      readonly url: string
      readonly message: SlackMessage
    }
  /** Nothing can or need be sent any more. */
  | { readonly kind: 'skip'; readonly claimed: Claimed; readonly reason: string }
  /** The connection is broken: it waits for a person. */
  | { readonly kind: 'pause'; readonly claimed: Claimed; readonly reason: string }

type Desk = {
  readonly stories: ReadonlyMap<string, LeadStory>
  readonly members: ReadonlyMap<string, { readonly name: string; readonly email: string }>
  readonly slack: SlackConnection | null
  readonly reasonsOf: (story: LeadStory) => string[]
  readonly publicUrl: string
}

/** Writes what each effect sends, from what stands in the tables now. */
export const composeErrands = async (
  tx: Tx,
  { config: { publicUrl } }: Product,
  claimed: readonly Claimed[],
): Promise<Errand[]> => {
  const rules = await readRules(tx)
  const desk: Desk = {
    stories: await readLeadStories(
      tx,
      claimed.flatMap(({ leadId }) => (leadId ? [leadId] : [])),
    ),
    members: await readMembers(tx),
    slack: await readSlackConnection(tx),
    reasonsOf: ({ earned, rulesVersion }) =>
      explainScore(earned, rules.version(rulesVersion))
        .reasons.filter(({ points }) => points > 0)
        .toSorted((a, b) => b.points - a.points)
        .slice(0, 5)
        .map(({ label, points }) => `${label}: ${points}`),
    publicUrl,
  }
  return claimed.map((each) => compose(each, desk))
}

const readMembers = async ({ db }: Tx): Promise<Desk['members']> => {
  const rows = await db
    .selectFrom('member')
    .select(['id', 'name', 'email'])
    .where('status', '=', 'approved')
    .execute()
  return new Map(rows.map(({ id, name, email }) => [id, { name, email }]))
}

const compose = (claimed: Claimed, desk: Desk): Errand => {
  const skip = (reason: string): Errand => ({ kind: 'skip', claimed, reason })
  if (claimed.kind === 'email.connection_broken') return brokenConnection(claimed, desk)
  const story = claimed.leadId ? desk.stories.get(claimed.leadId) : undefined
  if (!story) return skip('the lead was removed')
  const url = `${desk.publicUrl}/leads/${story.id}`
  const owner = story.ownerId ? (desk.members.get(story.ownerId)?.name ?? null) : null
  const lead: LeadInMail = { ...story, reasons: desk.reasonsOf(story), url }
  if (claimed.kind === 'email.owner') {
    const member = desk.members.get(claimed.target)
    if (!member) return skip('the owner is no longer a member')
    const why = `${claimed.why}.`
    return {
      kind: 'mail',
      claimed,
      to: member.email,
      text: leadAssignedMail({ memberName: member.name, lead, why }),
    }
  }
  if (claimed.kind === 'email.campaign')
    return { kind: 'mail', claimed, to: claimed.target, text: leadCapturedMail({ lead, owner }) }
  return slackCard(claimed, { ...lead, owner, id: story.id }, desk)
}

const slackCard = (
  claimed: Claimed,
  { id, url, ...lead }: LeadInMail & { id: string; owner: string | null },
  { slack }: Desk,
): Errand => {
  if (slack === null) return { kind: 'skip', claimed, reason: 'no Slack connection' }
  if (slack.state === 'off') return { kind: 'skip', claimed, reason: 'the Slack connection is switched off' }
  if (slack.state === 'broken') return { kind: 'pause', claimed, reason: 'the Slack connection is broken' }
  const message = leadCard({ ...lead, operationId: claimed.id, leadId: id, leadUrl: url })
  return { kind: 'slack', claimed, url: slack.url, message }
}

const brokenConnection = (claimed: Claimed, { members, slack, publicUrl }: Desk): Errand => {
  const member = members.get(claimed.target)
  if (!member) return { kind: 'skip', claimed, reason: 'the recipient is no longer a member' }
  const text = connectionBrokenMail({
    memberName: member.name,
    connection: 'Slack',
    reason: slack?.lastError ?? 'unknown',
    url: `${publicUrl}/settings/notifications`,
  })
  return { kind: 'mail', claimed, to: member.email, text }
}
