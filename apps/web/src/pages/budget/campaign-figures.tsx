import type { BudgetAdvised, BudgetAverage, BudgetCampaign, BudgetMeasure } from '@tributary/contracts'
import { Card, type DataColumn, DataTable, EmptyState, Money, Unknown, useFormats } from '@tributary/ui'
import { useMemo } from 'react'
import { measureWords, writeMeasure } from './budget-words.ts'
import { type BudgetFrame, DealsBehind, LeadsBehind, Measure, SpendBehind } from './rows-behind.tsx'

/** Both averages side by side: they answer different questions and may disagree. */
export const Averages = ({ advised, currency }: { advised: BudgetAdvised; currency: string }) => {
  const formats = useFormats()
  const row = (measure: BudgetMeasure, average: BudgetAverage) => {
    const cell = (value: number | undefined) =>
      value === undefined ? (
        <Unknown reason="Not enough data" />
      ) : (
        <span className="font-semibold tabular-nums">{writeMeasure(measure, value, formats, currency)}</span>
      )
    const known = average.kind === 'known' ? average : undefined
    return (
      <div key={measure} className="grid grid-cols-2 gap-x-4 rounded-md border border-line p-3">
        <dt className="col-span-2 mb-1 font-medium text-sm">
          {measureWords[measure]}
          <span className="ms-2 font-normal text-muted">
            {known
              ? `${formats.count(known.campaignIds.length)} campaigns`
              : 'not enough data: no campaign has it'}
          </span>
        </dt>
        <dd>
          <span className="block text-muted text-xs">Mean of ratios</span>
          {cell(known?.meanOfRatios)}
        </dd>
        <dd>
          <span className="block text-muted text-xs">Ratio of sums</span>
          {cell(known?.ratioOfSums)}
        </dd>
      </div>
    )
  }
  return (
    <Card
      title="Averages"
      description="The rules compare with the mean of ratios, in which each campaign counts the same. In the ratio of sums each unit of money does."
    >
      <dl className="grid gap-3 sm:grid-cols-2">
        {row('roas', advised.averages.roas)}
        {row('cost_per_lead', advised.averages.costPerLead)}
      </dl>
    </Card>
  )
}

const columnsOf = (frame: BudgetFrame): readonly DataColumn<BudgetCampaign>[] => {
  const { currency } = frame
  const measure = (
    id: BudgetMeasure,
    read: (row: BudgetCampaign) => BudgetCampaign['roas'],
    width: number,
  ): DataColumn<BudgetCampaign> => ({
    id,
    header: measureWords[id],
    cell: (row) => <Measure measure={id} of={read(row)} currency={currency} />,
    sortValue: (row) => {
      const of = read(row)
      return of.kind === 'known' ? of.value : null
    },
    firstSort: 'desc',
    align: 'end',
    width,
  })
  return [
    {
      id: 'campaign',
      header: 'Campaign',
      cell: ({ campaign }) => <span className="font-medium">{campaign.name}</span>,
      sortValue: ({ campaign }) => campaign.name,
      interactive: true,
      fixed: true,
      width: 200,
    },
    {
      id: 'cost',
      header: 'Spend',
      cell: ({ campaign, costMinor }) => (
        <SpendBehind campaignId={campaign.id} frame={frame}>
          <Money value={{ minor: costMinor, currency }} />
        </SpendBehind>
      ),
      sortValue: ({ costMinor }) => costMinor,
      firstSort: 'desc',
      interactive: true,
      align: 'end',
      width: 110,
    },
    {
      id: 'revenue',
      header: 'Revenue',
      cell: ({ campaign, revenueMinor }) => (
        <DealsBehind campaignId={campaign.id} frame={frame}>
          <Money value={{ minor: revenueMinor, currency }} />
        </DealsBehind>
      ),
      sortValue: ({ revenueMinor }) => revenueMinor,
      firstSort: 'desc',
      interactive: true,
      align: 'end',
      width: 116,
    },
    measure('roas', ({ roas }) => roas, 84),
    {
      id: 'leads',
      header: 'Leads',
      cell: ({ campaign, leads }) => (
        <LeadsBehind campaignId={campaign.id} frame={frame}>
          {leads}
        </LeadsBehind>
      ),
      sortValue: ({ leads }) => leads,
      firstSort: 'desc',
      interactive: true,
      align: 'end',
      width: 72,
    },
    measure('cost_per_lead', ({ costPerLead }) => costPerLead, 116),
    measure('click_rate', ({ clickRate }) => clickRate, 76),
  ]
}

/** What every campaign cost and brought; a dash is a ratio that there is not enough data for. */
export const CampaignTable = ({ advised, frame }: { advised: BudgetAdvised; frame: BudgetFrame }) => {
  const { period, currency, model } = frame
  const columns = useMemo(
    () => columnsOf({ period: { start: period.start, end: period.end }, currency, model }),
    [period.start, period.end, currency, model],
  )
  return (
    <Card title="All campaigns" flush>
      <DataTable
        label="Figures of all campaigns"
        rows={advised.campaigns}
        columns={columns}
        rowId={({ campaign }) => campaign.id}
        rowLabel={({ campaign }) => campaign.name}
        empty={
          <EmptyState title="Nothing happened in these days">
            No campaign had spend, leads or revenue.
          </EmptyState>
        }
      />
    </Card>
  )
}
