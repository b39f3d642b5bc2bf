import { Link } from '@tanstack/react-router'
import type { CampaignFigures } from '@tributary/contracts'
import { Card, EmptyState, SkeletonLines, useFormats } from '@tributary/ui'
import { paths } from '../../../paths.ts'
import { rateInterval } from './wilson.ts'

type Content = CampaignFigures['content'][number]

const byProof = (one: Content, other: Content): number =>
  rateInterval(other.qualified, other.n).low - rateInterval(one.qualified, one.n).low

/** The advertisements that work, by what their rate is at least: one of one does not win over 40 of 60. */
export const TopContent = ({
  content,
  className,
}: {
  content: readonly Content[] | undefined
  className?: string
}) => {
  const formats = useFormats()
  const rows = [...(content ?? [])].sort(byProof)
  return (
    <Card
      title="Ad content"
      description="Qualified ÷ leads, the surest first; in brackets what the rate may really be."
      className={className}
    >
      {!content ? (
        <SkeletonLines lines={5} label="Loading the ad content" />
      ) : rows.length === 0 ? (
        <EmptyState title="No lead told its ad content" className="py-6">
          Give each advertisement its own <code className="font-mono">utm_content</code>.
        </EmptyState>
      ) : (
        <div className="overflow-x-auto">
          <table className="w-full text-sm">
            <thead>
              <tr className="text-muted text-xs">
                <th scope="col" className="pb-1 text-start font-medium">
                  Content
                </th>
                <th scope="col" className="pb-1 text-end font-medium">
                  Leads
                </th>
                <th scope="col" className="pb-1 text-end font-medium">
                  Qualified
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, 8).map((row) => {
                const { low, high } = rateInterval(row.qualified, row.n)
                return (
                  <tr key={row.content} className="border-line border-t">
                    <th scope="row" className="max-w-40 truncate py-1.5 text-start font-normal">
                      <Link
                        {...paths.leads(row.filter)}
                        className="text-primary-text underline-offset-2 hover:underline"
                      >
                        {row.content}
                      </Link>
                    </th>
                    <td className="py-1.5 ps-3 text-end tabular-nums">{formats.count(row.n)}</td>
                    <td className="whitespace-nowrap py-1.5 ps-3 text-end tabular-nums">
                      {formats.percent(row.n > 0 ? row.qualified / row.n : 0)}{' '}
                      <span className="text-subtle text-xs">
                        ({formats.percent(low)}–{formats.percent(high)})
                      </span>
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  )
}
