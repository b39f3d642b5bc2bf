import { Link } from '@tanstack/react-router'
import type { CampaignRow, CampaignTotals, LeadFilter } from '@tributary/contracts'
import { Badge, type DataColumn, Money, type Sort, Unknown, useFormats } from '@tributary/ui'
import { useMemo } from 'react'
import { paths } from '../../paths.ts'
import { useMe } from '../../session/session.ts'
import { campaignStatusTones, campaignStatusWords } from '../../words.ts'

/** A campaign with what it brought in the days shown. */
export type Row = CampaignRow & { readonly period: CampaignTotals | undefined }

const NONE = 'No lead came in these days'
const NO_SPEND = 'Not enough data: no spend was reported'
const NO_CUSTOMER = 'Not enough data: no spend, or no won deal of this campaign'
const UNDER_WAY = 'The journeys are being read'

const Amount = ({ minor, unknown }: { minor: number | null; unknown: string }) => {
  const { organization } = useMe()
  return minor === null ? (
    <Unknown reason={unknown} />
  ) : (
    <Money value={{ minor: Math.round(minor), currency: organization.currency }} compact />
  )
}

const linkClasses = 'text-primary-text underline-offset-2 hover:underline'

/** Each number leads to the leads it counts. */
export const useColumns = (days: LeadFilter): readonly DataColumn<Row>[] => {
  const formats = useFormats()
  return useMemo(() => {
    const opens = (row: Row, text: string, filter: LeadFilter = {}) => (
      <Link {...paths.leads({ ...days, ...filter, campaign: [row.id] })} className={linkClasses}>
        {text}
      </Link>
    )
    return [
      {
        id: 'name',
        header: 'Campaign',
        cell: (row) => (
          <Link
            {...paths.campaign({ campaignId: row.id })}
            className="font-medium underline-offset-2 hover:underline"
          >
            {row.name}
          </Link>
        ),
        sortValue: (row) => row.name,
        fixed: true,
        interactive: true,
        width: 240,
      },
      {
        id: 'status',
        header: 'Status',
        cell: (row) => (
          <Badge tone={campaignStatusTones[row.status]}>{campaignStatusWords[row.status]}</Badge>
        ),
        sortValue: (row) => row.status,
        width: 104,
      },
      {
        id: 'leads',
        header: 'Leads',
        cell: (row) => (row.period ? opens(row, formats.count(row.period.leads)) : formats.count(0)),
        sortValue: (row) => row.period?.leads ?? 0,
        firstSort: 'desc',
        align: 'end',
        interactive: true,
        width: 84,
      },
      {
        id: 'hot',
        header: 'Grade A',
        cell: (row) =>
          row.period && row.period.leads > 0 ? (
            opens(row, formats.percent(row.period.hot / row.period.leads), { grade: ['A'] })
          ) : (
            <Unknown reason={NONE} />
          ),
        sortValue: (row) => (row.period && row.period.leads > 0 ? row.period.hot / row.period.leads : null),
        firstSort: 'desc',
        align: 'end',
        interactive: true,
        width: 92,
      },
      {
        id: 'qualified',
        header: 'Qualified',
        cell: (row) =>
          row.period && row.period.conversionRate !== null ? (
            opens(row, formats.percent(row.period.conversionRate), { everQualified: true })
          ) : (
            <Unknown reason={NONE} />
          ),
        sortValue: (row) => row.period?.conversionRate ?? null,
        firstSort: 'desc',
        align: 'end',
        interactive: true,
        width: 100,
      },
      {
        id: 'score',
        header: 'Average score',
        cell: (row) =>
          row.period && row.period.averageScore !== null ? (
            formats.decimal(row.period.averageScore)
          ) : (
            <Unknown reason={NONE} />
          ),
        sortValue: (row) => row.period?.averageScore ?? null,
        firstSort: 'desc',
        align: 'end',
        width: 124,
      },
      {
        id: 'spend',
        header: 'Spend',
        cell: (row) => <Amount minor={row.period?.spendMinor ?? null} unknown={NO_SPEND} />,
        sortValue: (row) => row.period?.spendMinor ?? null,
        firstSort: 'desc',
        align: 'end',
        width: 96,
      },
      {
        id: 'revenue',
        header: 'Revenue',
        cell: (row) =>
          row.period && row.period.attributedMinor !== null ? (
            <Link
              {...paths.attribution({
                by: 'campaign',
                ...(days.capturedFrom && days.capturedTo
                  ? { from: days.capturedFrom, to: days.capturedTo }
                  : {}),
              })}
              className={linkClasses}
            >
              <Amount minor={row.period.attributedMinor} unknown={UNDER_WAY} />
            </Link>
          ) : (
            <Unknown reason={row.period ? UNDER_WAY : NONE} />
          ),
        sortValue: (row) => row.period?.attributedMinor ?? null,
        firstSort: 'desc',
        align: 'end',
        interactive: true,
        width: 104,
      },
      {
        id: 'roas',
        header: 'ROAS',
        cell: (row) => {
          const roas = row.period?.roas ?? null
          return roas === null ? <Unknown reason={NO_SPEND} /> : formats.multiple(roas)
        },
        sortValue: (row) => row.period?.roas ?? null,
        firstSort: 'desc',
        align: 'end',
        width: 84,
      },
      {
        id: 'cpl',
        header: 'CPL',
        cell: (row) => <Amount minor={row.period?.costPerLeadMinor ?? null} unknown={NO_SPEND} />,
        sortValue: (row) => row.period?.costPerLeadMinor ?? null,
        align: 'end',
        width: 88,
      },
      {
        id: 'cac',
        header: 'CAC',
        cell: (row) => <Amount minor={row.period?.cacMinor ?? null} unknown={NO_CUSTOMER} />,
        sortValue: (row) => row.period?.cacMinor ?? null,
        align: 'end',
        width: 88,
      },
      {
        id: 'ctr',
        header: 'CTR',
        cell: (row) => {
          const ctr = row.period?.ctr ?? null
          return ctr === null ? <Unknown reason="No impressions were reported" /> : formats.percent(ctr)
        },
        sortValue: (row) => row.period?.ctr ?? null,
        firstSort: 'desc',
        align: 'end',
        width: 76,
      },
      {
        id: 'target',
        header: 'Of target',
        cell: (row) =>
          row.targetLeads ? (
            <span
              title={`${formats.count(row.figures.leads)} of ${formats.count(row.targetLeads)} leads since it began`}
            >
              {formats.percent(row.figures.leads / row.targetLeads)}
            </span>
          ) : (
            <Unknown reason="No target is set" />
          ),
        sortValue: (row) => (row.targetLeads ? row.figures.leads / row.targetLeads : null),
        firstSort: 'desc',
        align: 'end',
        width: 100,
      },
      {
        id: 'held',
        header: 'Held back',
        cell: (row) => {
          const waiting = row.held.quarantined + row.held.spam
          return waiting > 0 ? (
            <Link
              to="/campaigns/$campaignId/held"
              params={{ campaignId: row.id }}
              search={row.held.quarantined > 0 ? {} : { kind: 'spam' }}
              className={linkClasses}
            >
              {formats.count(waiting)}
            </Link>
          ) : (
            formats.count(0)
          )
        },
        sortValue: (row) => row.held.quarantined + row.held.spam,
        firstSort: 'desc',
        align: 'end',
        interactive: true,
        width: 100,
      },
      {
        id: 'owner',
        header: 'Owner',
        cell: (row) => row.owner?.name ?? <span className="text-muted">By the rules</span>,
        sortValue: (row) => row.owner?.name ?? null,
        width: 140,
      },
    ] satisfies DataColumn<Row>[]
  }, [days, formats])
}

/** What is not known stands last, in either direction. */
export const sorted = (
  rows: readonly Row[],
  columns: readonly DataColumn<Row>[],
  { column, direction }: Sort,
): Row[] => {
  const valueOf = columns.find(({ id }) => id === column)?.sortValue
  if (!valueOf) return [...rows]
  const way = direction === 'asc' ? 1 : -1
  return [...rows].sort((one, other) => {
    const [a, b] = [valueOf(one), valueOf(other)]
    if (a === null || b === null) return Number(a === null) - Number(b === null)
    if (typeof a === 'string' || typeof b === 'string') return way * String(a).localeCompare(String(b))
    return way * (a - b)
  })
}
