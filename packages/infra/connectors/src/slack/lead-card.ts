import { escapeForSlack, lineForSlack } from './mrkdwn.ts'

type PlainText = { type: 'plain_text'; text: string; emoji: false }
type Mrkdwn = { type: 'mrkdwn'; text: string; verbatim: true }
type Button = { type: 'button'; text: PlainText; url: string }

export type SlackBlock =
  | { type: 'header'; block_id: string; text: PlainText }
  | { type: 'section'; text?: PlainText | Mrkdwn; fields?: Mrkdwn[] }
  | { type: 'actions'; elements: Button[] }
  | { type: 'context'; elements: Mrkdwn[] }

export type SlackMessage = {
  text: string
  blocks: SlackBlock[]
  unfurl_links: false
  unfurl_media: false
}

export type LeadCard = {
  /** Travels as the block id of the header, so that a lost answer can be told apart afterwards. */
  operationId: string
  leadId: string
  leadUrl: string
  grade: string
  points: number
  name: string | null
  company: string | null
  campaign: string
  service: string | null
  urgency: string | null
  owner: string | null
  message: string | null
  /** The strongest reasons of the score, in words, best first; at most five are shown. */
  reasons: readonly string[]
}

const plain = (text: string): PlainText => ({ type: 'plain_text', text, emoji: false })

/** `verbatim`: Slack must not turn names, channels or addresses inside it into links or mentions. */
const mrkdwn = (text: string): Mrkdwn => ({ type: 'mrkdwn', text, verbatim: true })

const field = (label: string, value: string | null): Mrkdwn[] =>
  value === null || value.trim() === '' ? [] : [mrkdwn(`*${label}*\n${lineForSlack(value, 1_900)}`)]

const message = (text: string | null): SlackBlock[] =>
  text === null || text.trim() === ''
    ? []
    : [{ type: 'section', text: plain(escapeForSlack(text.trim(), 2_900)) }]

const reasons = (texts: readonly string[]): SlackBlock[] =>
  texts.length === 0
    ? []
    : [{ type: 'context', elements: texts.slice(0, 5).map((text) => mrkdwn(lineForSlack(text, 300))) }]

/** The card of a hot lead: who, from where, for whom, why, and one button to the lead. */
export const leadCard = (lead: LeadCard): SlackMessage => {
  const who = lead.company ?? lead.name ?? 'a new lead'
  const title = `${lead.grade} lead: ${who}`
  return {
    text: `${lineForSlack(title, 200)} (${lead.points} points) · ${lineForSlack(lead.campaign, 200)} · ${lead.leadId}`,
    blocks: [
      { type: 'header', block_id: lead.operationId, text: plain(lineForSlack(title, 150)) },
      {
        type: 'section',
        fields: [
          mrkdwn(`*Score*\n${lead.points} points, grade ${lineForSlack(lead.grade, 20)}`),
          ...field('Name', lead.name),
          ...field('Campaign', lead.campaign),
          ...field('Service', lead.service),
          ...field('Urgency', lead.urgency),
          ...field('Owner', lead.owner ?? 'Nobody yet'),
        ],
      },
      ...message(lead.message),
      ...reasons(lead.reasons),
      { type: 'actions', elements: [{ type: 'button', text: plain('Open the lead'), url: lead.leadUrl }] },
    ],
    unfurl_links: false,
    unfurl_media: false,
  }
}
