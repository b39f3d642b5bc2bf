import { type Fact, type MailText, writeLetter } from './layout.ts'

/** What a mail may tell of a lead. Subjects name company, grade and campaign only: they lie open on every lock screen. */
export type LeadInMail = {
  name: string | null
  company: string | null
  email: string | null
  phone: string | null
  campaign: string
  service: string | null
  urgency: string | null
  grade: string
  points: number
  message: string | null
  /** The strongest reasons of the score, in words. */
  reasons: readonly string[]
  url: string
}

const facts = (lead: LeadInMail): Fact[] => [
  { label: 'Score', value: `${lead.points} points, grade ${lead.grade}` },
  { label: 'Name', value: lead.name },
  { label: 'Company', value: lead.company },
  { label: 'E-mail', value: lead.email },
  { label: 'Phone', value: lead.phone },
  { label: 'Campaign', value: lead.campaign },
  { label: 'Service', value: lead.service },
  { label: 'Urgency', value: lead.urgency },
  { label: 'Message', value: lead.message },
]

const title = (lead: LeadInMail): string =>
  `${lead.grade} lead${lead.company === null ? '' : ` from ${lead.company}`} (${lead.campaign})`

/** To the member who became the owner, with the reason of the choice. */
export const leadAssignedMail = ({
  memberName,
  lead,
  why,
}: {
  memberName: string
  lead: LeadInMail
  why: string
}): MailText =>
  writeLetter({
    subject: `Yours: ${title(lead)}`,
    heading: `A new ${lead.grade} lead is yours`,
    paragraphs: [`Hello ${memberName},`, `you are the owner of this lead. Why you: ${why}`],
    facts: facts(lead),
    list: { title: 'Why this score', items: lead.reasons },
    button: { label: 'Open the lead', url: lead.url },
    because: 'You get this mail because a lead was assigned to you. Your profile says which mails you get.',
  })

/** To the addresses a campaign names in its notification list. */
export const leadCapturedMail = ({ lead, owner }: { lead: LeadInMail; owner: string | null }): MailText =>
  writeLetter({
    subject: `New ${title(lead)}`,
    heading: `A new ${lead.grade} lead for ${lead.campaign}`,
    paragraphs: [owner === null ? 'It has no owner yet.' : `Its owner is ${owner}.`],
    facts: facts(lead),
    list: { title: 'Why this score', items: lead.reasons },
    button: { label: 'Open the lead', url: lead.url },
    because: `You get this mail because your address is on the notification list of the campaign ${lead.campaign}.`,
  })
