import { Link } from '@tanstack/react-router'
import type { BudgetFigures, BudgetMeasure, BudgetMeasured, OfferedModel } from '@tributary/contracts'
import { Unknown, useFormats } from '@tributary/ui'
import type { ReactNode } from 'react'
import { paths } from '../../paths.ts'
import { writeOpened } from '../attribution/opened.ts'
import { missingWords, writeMeasure } from './budget-words.ts'

/** What the figures of the page are about: the days, the currency, and the model that attributes revenue. */
export type BudgetFrame = {
  readonly period: { readonly start: string; readonly end: string }
  readonly currency: string
  readonly model: OfferedModel
}

const linkClasses = 'text-primary-text underline-offset-2 hover:underline'

export const Measure = ({
  measure,
  of,
  currency,
}: {
  measure: BudgetMeasure
  of: BudgetMeasured
  currency: string
}) => {
  const formats = useFormats()
  return of.kind === 'known' ? (
    <span className="tabular-nums">{writeMeasure(measure, of.value, formats, currency)}</span>
  ) : (
    <Unknown reason={`Not enough data: ${missingWords[of.why]}`} />
  )
}

type BehindProps = { campaignId: string; frame: BudgetFrame; children: ReactNode }

/** The lines of spend of these days. */
export const SpendBehind = ({ campaignId, frame: { period }, children }: BehindProps) => (
  <Link
    {...paths.campaignSpend({ campaignId }, { from: period.start, to: period.end, as: 'table' })}
    className={linkClasses}
  >
    {children}
  </Link>
)

/** The deals that earned the revenue, with what each gave. */
export const DealsBehind = ({ campaignId, frame: { period, model }, children }: BehindProps) => (
  <Link
    {...paths.attribution({
      by: 'campaign',
      from: period.start,
      to: period.end,
      models: [model],
      open: writeOpened({ kind: 'cell', by: 'campaign', value: campaignId, model }),
    })}
    className={linkClasses}
  >
    {children}
  </Link>
)

/** The leads that came in on these days. */
export const LeadsBehind = ({ campaignId, frame: { period }, children }: BehindProps) => (
  <Link
    {...paths.leads({ campaign: [campaignId], capturedFrom: period.start, capturedTo: period.end })}
    className={linkClasses}
  >
    {children}
  </Link>
)

/** Cost, revenue, leads and clicks of a campaign; each opens the rows that it adds up. */
export const FiguresBehind = ({
  campaignId,
  figures,
  frame,
}: {
  campaignId: string
  figures: BudgetFigures
  frame: BudgetFrame
}) => {
  const formats = useFormats()
  const money = (minor: number) => formats.money({ minor, currency: frame.currency })
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
      <li>
        <SpendBehind campaignId={campaignId} frame={frame}>
          {money(figures.costMinor)} spent
        </SpendBehind>
      </li>
      <li>
        <DealsBehind campaignId={campaignId} frame={frame}>
          {money(figures.revenueMinor)} revenue
        </DealsBehind>
      </li>
      <li>
        <LeadsBehind campaignId={campaignId} frame={frame}>
          {formats.count(figures.leads)} {figures.leads === 1 ? 'lead' : 'leads'}
        </LeadsBehind>
      </li>
      <li>
        <SpendBehind campaignId={campaignId} frame={frame}>
          {figures.impressions === 0
            ? 'no impressions reported'
            : `${formats.count(figures.clicks)} clicks of ${formats.count(figures.impressions)} impressions`}
        </SpendBehind>
      </li>
    </ul>
  )
}
