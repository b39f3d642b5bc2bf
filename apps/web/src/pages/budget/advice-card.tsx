import type { BudgetAdvice, BudgetAdvised, BudgetCampaign } from '@tributary/contracts'
import { Badge, Button, cn, Menu, Money, useFormats } from '@tributary/ui'
import { Check, ChevronDown, X } from 'lucide-react'
import { useId, useState } from 'react'
import { ScrollBox } from '../../shell/scroll-box.tsx'
import {
  actionWords,
  confidenceWords,
  DISMISS_ORDER,
  dismissWords,
  measureWords,
  priorityTones,
  priorityWords,
  ruleWords,
  writeMeasure,
} from './budget-words.ts'
import {
  type BudgetFrame,
  DealsBehind,
  FiguresBehind,
  LeadsBehind,
  Measure,
  SpendBehind,
} from './rows-behind.tsx'
import type { Decide } from './use-decide.ts'

const measured = (measure: BudgetAdvice['measure'], figures: BudgetCampaign): BudgetCampaign['roas'] =>
  measure === 'roas' ? figures.roas : measure === 'click_rate' ? figures.clickRate : figures.costPerLead

/** The campaigns whose ratios made the average, each with what the ratio is made of. */
const Compared = ({
  advice,
  campaigns,
  frame,
}: {
  advice: BudgetAdvice
  campaigns: readonly BudgetCampaign[]
  frame: BudgetFrame
}) => {
  const formats = useFormats()
  const rows = campaigns.filter(({ campaign }) => advice.comparedWith.includes(campaign.id))
  const byRevenue = advice.measure === 'roas'
  return (
    <ScrollBox label={`Campaigns behind the average of ${measureWords[advice.measure]}`}>
      <table className="w-full text-sm">
        <thead className="text-muted text-xs">
          <tr className="[&>th]:py-1.5 [&>th]:pe-4 [&>th]:font-medium">
            <th scope="col" className="text-start">
              Campaign
            </th>
            <th scope="col" className="text-end">
              Spend
            </th>
            <th scope="col" className="text-end">
              {byRevenue ? 'Revenue' : 'Leads'}
            </th>
            <th scope="col" className="text-end">
              {measureWords[advice.measure]}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={row.campaign.id}
              className={cn(
                'border-line border-t [&>td]:py-1.5 [&>td]:pe-4',
                row.campaign.id === advice.campaign.id && 'font-medium',
              )}
            >
              <td className="max-w-56 truncate">{row.campaign.name}</td>
              <td className="text-end tabular-nums">
                <SpendBehind campaignId={row.campaign.id} frame={frame}>
                  <Money value={{ minor: row.costMinor, currency: frame.currency }} />
                </SpendBehind>
              </td>
              <td className="text-end tabular-nums">
                {byRevenue ? (
                  <DealsBehind campaignId={row.campaign.id} frame={frame}>
                    <Money value={{ minor: row.revenueMinor, currency: frame.currency }} />
                  </DealsBehind>
                ) : (
                  <LeadsBehind campaignId={row.campaign.id} frame={frame}>
                    {formats.count(row.leads)}
                  </LeadsBehind>
                )}
              </td>
              <td className="text-end">
                <Measure
                  measure={advice.measure}
                  of={measured(advice.measure, row)}
                  currency={frame.currency}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

/** The figure, what it is held against, and whether the other average says the same. */
export const WhyAdvised = ({ advice, currency }: { advice: BudgetAdvice; currency: string }) => {
  const formats = useFormats()
  const write = (value: number) => writeMeasure(advice.measure, value, formats, currency)
  return (
    <p className="text-sm">
      {measureWords[advice.measure]} <strong className="font-semibold">{write(advice.value)}</strong>
      {advice.average === null ? '' : `, where campaigns have ${write(advice.average)} on average`}:{' '}
      {ruleWords[advice.action]}.
      {advice.ratioOfSums === null ? null : (
        <span className="text-muted">
          {' '}
          All money together has {write(advice.ratioOfSums)}:{' '}
          {advice.holdsForRatioOfSums
            ? 'the advice is the same.'
            : 'by that average it would not be advised.'}
        </span>
      )}
    </p>
  )
}

type AdviceCardProps = {
  advice: BudgetAdvice
  advised: BudgetAdvised
  frame: BudgetFrame
  decide: Decide
  whyNot: string | null
}

/** What to do about one campaign, why, and the rows behind it. */
export const AdviceCard = ({ advice, advised, frame, decide, whyNot }: AdviceCardProps) => {
  const id = useId()
  const [open, setOpen] = useState(false)
  const figures = advised.campaigns.find(({ campaign }) => campaign.id === advice.campaign.id)
  const title = `${actionWords[advice.action]} ${advice.campaign.name}`
  return (
    <li className="rounded-lg border border-line bg-surface p-4">
      <article aria-labelledby={`${id}-title`} className="flex flex-col gap-3">
        <header className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <h3 id={`${id}-title`} className="min-w-0 font-semibold text-base">
            {title}
          </h3>
          <Badge tone={priorityTones[advice.priority]}>{priorityWords[advice.priority]}</Badge>
          <span
            className="text-muted text-sm"
            title="How far the rule is to be trusted, on a scale from 0 to 1. It is no probability."
          >
            confidence {confidenceWords[advice.confidence]} ({advice.confidenceNumber.toFixed(2)})
          </span>
          <span className="ms-auto flex gap-2 max-sm:ms-0">
            <Menu
              align="end"
              trigger={
                <Button
                  size="small"
                  icon={<X aria-hidden />}
                  disabledReason={whyNot}
                  aria-label={`Dismiss: ${title}`}
                >
                  Dismiss
                </Button>
              }
              items={[
                {
                  kind: 'group',
                  id: 'why',
                  label: 'Because',
                  items: DISMISS_ORDER.map((reason) => ({
                    id: reason,
                    label: dismissWords[reason],
                    onSelect: () => decide.dismiss(advice, reason),
                  })),
                },
              ]}
            />
            <Button
              size="small"
              tone="primary"
              icon={<Check aria-hidden />}
              disabledReason={whyNot}
              aria-label={`Mark as applied: ${title}`}
              onClick={() => decide.apply(advice)}
            >
              Mark as applied
            </Button>
          </span>
        </header>
        <WhyAdvised advice={advice} currency={frame.currency} />
        <ul className="list-disc ps-5 text-sm">
          {advice.actionItems.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
        {figures ? <FiguresBehind campaignId={advice.campaign.id} figures={figures} frame={frame} /> : null}
        {advice.comparedWith.length > 0 ? (
          <div>
            <Button
              size="small"
              tone="ghost"
              aria-expanded={open}
              aria-controls={`${id}-rows`}
              className="-ms-2"
              icon={<ChevronDown aria-hidden className={cn('transition-transform', open && 'rotate-180')} />}
              onClick={() => setOpen(!open)}
            >
              {advice.comparedWith.length} campaigns behind the average
            </Button>
            <div id={`${id}-rows`} className={open ? 'mt-2' : undefined}>
              {open ? <Compared advice={advice} campaigns={advised.campaigns} frame={frame} /> : null}
            </div>
          </div>
        ) : null}
      </article>
    </li>
  )
}
