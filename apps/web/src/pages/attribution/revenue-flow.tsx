import type { AttributionAnswer } from '@tributary/contracts'
import { ChartCard, type ChartColumn, EmptyState, slotOfSource, stageColor, useFormats } from '@tributary/ui'
import { Flow } from '../../charts/lazy-charts.tsx'
import { ScrollBox } from '../../shell/scroll-box.tsx'
import { flowLinks, flowNodes } from './flow-links.ts'
import type { Opened } from './opened.ts'
import { outcomeWords, sourceLabel, stepLabel } from './opened-words.ts'

type Result = NonNullable<AttributionAnswer['result']>
type RevenueFlowProps = {
  result: Result
  currency: string
  onOpen: (opened: Opened) => void
  className?: string
}

/** From where deals came, how far they got, and how they stand. */
export const RevenueFlow = ({ result, currency, onOpen, className }: RevenueFlowProps) => {
  const formats = useFormats()
  const money = (minor: number) => formats.money({ minor, currency })
  const rows = result.flow.map((link) => ({ ...link, id: `${link.source} ${link.step} ${link.outcome}` }))
  type Row = (typeof rows)[number]
  const columns: ChartColumn<Row>[] = [
    { header: 'Source', value: (row) => sourceLabel(row.source) },
    { header: 'Came as far as', value: (row) => stepLabel(row.step) },
    { header: 'Now', value: (row) => outcomeWords[row.outcome] },
    { header: 'Deals', value: (row) => row.deals, format: (row) => formats.count(row.deals) },
    {
      header: 'Value',
      value: (row) => row.minor / 10 ** formats.minorDigits(),
      format: (row) => money(row.minor),
    },
  ]
  const sum = (outcome?: string) =>
    rows.reduce((total, row) => total + (outcome === undefined || row.outcome === outcome ? row.minor : 0), 0)
  const links = flowLinks(result.flow)
  const nodes = flowNodes(result.flow).map((node) =>
    node.kind === 'source'
      ? { id: node.id, label: sourceLabel(node.value), slot: slotOfSource(node.value) }
      : node.kind === 'step'
        ? { id: node.id, label: stepLabel(node.value), color: stageColor(node.value) }
        : {
            id: node.id,
            label: outcomeWords[node.value as keyof typeof outcomeWords],
            color: stageColor(node.value),
          },
  )
  return (
    <ChartCard
      title="From source to outcome"
      summary={`Deals opened in these days, by value: ${money(sum())} came in, ${money(sum('won'))} is won, ${money(sum('open'))} still open.`}
      rows={rows}
      columns={columns}
      onMark={({ source, step, outcome }) => onOpen({ kind: 'flow', source, step, outcome })}
      markLabel={(row) => `Show ${formats.count(row.deals)} deals from ${sourceLabel(row.source)}`}
      className={className}
      empty={
        <EmptyState title="No deal was opened in these days" className="py-8">
          Choose other days to see more.
        </EmptyState>
      }
    >
      <ScrollBox label="From source to outcome, drawn">
        <Flow
          className="min-w-120"
          nodes={nodes}
          links={links}
          format={(minor) => formats.moneyCompact({ minor, currency })}
          onMark={({ id }) => {
            const link = links.find((one) => one.id === id)
            if (link) onOpen({ kind: 'flow', ...link.of })
          }}
        />
      </ScrollBox>
    </ChartCard>
  )
}
