import { Link } from '@tanstack/react-router'
import type { LeadDetail } from '@tributary/contracts'
import {
  Badge,
  Card,
  countryName,
  DescriptionList,
  Money,
  RelativeTime,
  ScoreBar,
  Unknown,
  useFormats,
} from '@tributary/ui'
import type { ReactNode } from 'react'
import { paths } from '../../../paths.ts'
import { channelWords, sourceWords, urgencyWords, wayWords } from '../../../words.ts'

const emailKinds: Readonly<Record<string, string>> = {
  business: 'business',
  free: 'free mail',
  disposable: 'throw-away',
}
const givenWords: Readonly<Record<string, string>> = {
  firstName: 'first name',
  lastName: 'last name',
  phone: 'phone',
  company: 'company',
}

type Item = { label: string; value: ReactNode }

/** Only what is known: a long list of dashes helps nobody. */
const known = (items: readonly (Item | null)[]): Item[] => items.filter((item) => item !== null)
const text = (label: string, value: string | null | undefined): Item | null =>
  value ? { label, value } : null

const linkClasses = 'text-primary-text underline-offset-2 hover:underline'

export const ContactCard = ({ detail: { contact, lead, company } }: { detail: LeadDetail }) => (
  <Card
    title="Contact"
    footer={
      Object.keys(contact.given).length > 0
        ? `This form said otherwise: ${Object.entries(contact.given)
            .map(([field, value]) => `${givenWords[field] ?? field} “${value}”`)
            .join(', ')}`
        : undefined
    }
  >
    {contact.erased ? (
      <p className="text-muted text-sm">This person was erased. What is counted stays, without a name.</p>
    ) : (
      <DescriptionList
        items={known([
          text('Name', `${contact.firstName} ${contact.lastName}`.trim()),
          {
            label: 'E-mail',
            value: (
              <span className="flex flex-wrap items-center gap-x-2">
                <a href={`mailto:${contact.email}`} className={linkClasses}>
                  {contact.email}
                </a>
                <Badge tone={contact.emailKind === 'business' ? 'success' : 'neutral'}>
                  {emailKinds[contact.emailKind] ?? contact.emailKind}
                </Badge>
              </span>
            ),
          },
          {
            label: 'Phone',
            value: contact.phone ? (
              <a href={`tel:${contact.e164 ?? contact.phone}`} className={linkClasses}>
                {contact.phone}
              </a>
            ) : (
              <Unknown reason="The lead gave no phone number" />
            ),
          },
          text('Company', lead.company ?? company?.name),
          text('Industry', lead.industry),
          text(
            'Place',
            [lead.region, lead.country ? countryName(lead.country) : null].filter(Boolean).join(', '),
          ),
        ])}
      />
    )}
  </Card>
)

export const FactsCard = ({ detail: { lead, facts, consent, source } }: { detail: LeadDetail }) => {
  const formats = useFormats()
  return (
    <Card title="What was asked, and how">
      <DescriptionList
        items={known([
          {
            label: 'Campaign',
            value: (
              <Link {...paths.campaign({ campaignId: lead.campaign.id })} className={linkClasses}>
                {lead.campaign.name}
              </Link>
            ),
          },
          text('Asked for', lead.product?.name ?? lead.service),
          text('Urgency', lead.urgency ? urgencyWords[lead.urgency] : facts.urgencyText),
          text('Budget', facts.budgetRange),
          text('Time frame', facts.timeline),
          { label: 'Value', value: <Money value={lead.value} unknown="No value entered" /> },
          facts.message
            ? { label: 'Message', value: <span className="whitespace-pre-wrap">{facts.message}</span> }
            : null,
          { label: 'Came by', value: `${wayWords[lead.via]}, ${channelWords[lead.channel].toLowerCase()}` },
          text('Source', [sourceWords[lead.source], facts.medium].filter(Boolean).join(' / ')),
          ...Object.entries(facts.utm).map(([key, value]) => text(`utm_${key}`, value)),
          facts.landingPageUrl
            ? { label: 'Page', value: <span className="break-all">{facts.landingPageUrl}</span> }
            : null,
          facts.referrerUrl
            ? { label: 'Came from', value: <span className="break-all">{facts.referrerUrl}</span> }
            : null,
          facts.secondsOnPage === null
            ? null
            : { label: 'Time on page', value: formats.duration(facts.secondsOnPage) },
          { label: 'Visits', value: facts.returnVisitor ? 'Was here before' : 'First visit' },
          text('Form', [facts.formType, facts.formVersion].filter(Boolean).join(' ')),
          {
            label: 'Consent',
            value:
              consent.given === null ? (
                'Was not asked'
              ) : (
                <>
                  {consent.given ? 'Given' : 'Refused'} <RelativeTime at={consent.at} />
                  {consent.form ? `, form ${consent.form}` : ''}
                </>
              ),
          },
          {
            label: 'Data source',
            value: source ? (
              <>
                {source.name}
                {source.lastCrawledAt ? (
                  <>
                    , read <RelativeTime at={source.lastCrawledAt} />
                  </>
                ) : null}
              </>
            ) : (
              'The lead itself'
            ),
          },
          {
            label: 'Trust',
            value: <ScoreBar value={lead.trust} label="Trust" unknown="The source has no trust score" />,
          },
          {
            label: 'Lead id',
            value: <span className="select-all break-all font-mono text-xs">{lead.leadId}</span>,
          },
        ])}
      />
    </Card>
  )
}
