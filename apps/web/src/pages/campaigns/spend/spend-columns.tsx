import { Link } from '@tanstack/react-router'
import type { SpendRow } from '@tributary/contracts'
import { CalendarDate, type DataColumn, IconButton, Money, Percent, Unknown, useFormats } from '@tributary/ui'
import { Pencil } from 'lucide-react'
import { paths } from '../../../paths.ts'
import { spendWayWords } from '../../../words.ts'

export const rowIdOf = ({ campaign, day, source, content }: SpendRow): string =>
  JSON.stringify([campaign.id, day, source, content])

const Count = ({ value }: { value: number }) => (
  <span className="tabular-nums">{useFormats().count(value)}</span>
)

/** Who reported it and of which advertisement; often neither is said. */
export const sourceText = ({ source, content }: SpendRow): string =>
  [source, content].filter(Boolean).join(' · ')

/** Lines of spend; with the campaign where they are of several. */
export const spendColumns = (
  withCampaign: boolean,
  edit: { readonly onEdit: (row: SpendRow) => void; readonly whyNot: string | null },
): readonly DataColumn<SpendRow>[] => [
  { id: 'day', header: 'Day', cell: ({ day }) => <CalendarDate date={day} />, interactive: true, width: 120 },
  ...(withCampaign
    ? [
        {
          id: 'campaign',
          header: 'Campaign',
          interactive: true,
          cell: ({ campaign }: SpendRow) => (
            <Link
              {...paths.campaignSpend({ campaignId: campaign.id })}
              className="underline-offset-2 hover:underline"
            >
              {campaign.name}
            </Link>
          ),
          width: 180,
        },
      ]
    : []),
  {
    id: 'source',
    header: 'Reported by',
    cell: (row) => {
      const text = sourceText(row)
      return text ? <span title={text}>{text}</span> : <Unknown reason="No source was named" />
    },
    width: 190,
  },
  { id: 'amount', header: 'Spend', cell: ({ amount }) => <Money value={amount} />, align: 'end', width: 116 },
  {
    id: 'impressions',
    header: 'Impressions',
    cell: ({ impressions }) => <Count value={impressions} />,
    align: 'end',
    width: 104,
  },
  { id: 'clicks', header: 'Clicks', cell: ({ clicks }) => <Count value={clicks} />, align: 'end', width: 84 },
  {
    id: 'ctr',
    header: 'CTR',
    cell: ({ clicks, impressions }) => (
      <Percent value={impressions === 0 ? null : clicks / impressions} unknown="No impressions reported" />
    ),
    align: 'end',
    width: 76,
  },
  { id: 'way', header: 'Came by', cell: ({ way }) => spendWayWords[way], width: 110 },
  {
    id: 'edit',
    header: 'Change',
    interactive: true,
    cell: (row) => (
      <IconButton
        size="small"
        label={`Change ${row.campaign.name}, ${[row.day, sourceText(row)].filter(Boolean).join(', ')}`}
        icon={<Pencil aria-hidden />}
        disabledReason={edit.whyNot}
        onClick={() => edit.onEdit(row)}
      />
    ),
    align: 'end',
    width: 76,
  },
]
