import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import type { SpendRow } from '@tributary/contracts'
import { Button, DateRange, Page, useFormats } from '@tributary/ui'
import { Upload } from 'lucide-react'
import { useCallback } from 'react'
import { paths } from '../../../paths.ts'
import { rangeOf, searchOfRange } from '../../../range/range-search.ts'
import { useToday } from '../../../range/use-today.ts'
import { useMay } from '../../../session/session.ts'
import { usePageTitle } from '../../../shell/page-title.ts'
import { ImportDialog } from './import-dialog.tsx'
import { SpendLines } from './spend-lines.tsx'
import type { SpendSearch } from './spend-search.ts'

const route = getRouteApi('/app/campaigns/spend')

/** What did all campaigns cost, line by line? */
export const AllSpend = () => {
  usePageTitle('Spend')
  const search = route.useSearch()
  const navigate = useNavigate()
  const formats = useFormats()
  const may = useMay()
  const today = useToday()
  const range = rangeOf(search, today)
  const whyNot = may.can('campaigns.write') ? null : (may.whyNot('campaigns.write') ?? null)
  const go = (next: SpendSearch): void =>
    void navigate({ ...paths.spend(next), replace: true, resetScroll: false })
  const onEdit = useCallback(
    ({ campaign, day }: SpendRow) =>
      void navigate(paths.campaignSpend({ campaignId: campaign.id }, { from: day, to: day, day })),
    [navigate],
  )
  const bring = (
    <Button
      tone="primary"
      icon={<Upload aria-hidden />}
      disabledReason={whyNot}
      onClick={() => go({ ...search, import: true })}
    >
      Import CSV
    </Button>
  )
  return (
    <Page
      title="Spend"
      breadcrumb={
        <Link {...paths.campaigns()} className="underline-offset-2 hover:underline">
          Campaigns
        </Link>
      }
      summary={`All campaigns, ${formats.day(range.span.start)} – ${formats.dayYear(range.span.end)}`}
      actions={
        <>
          <DateRange
            value={range}
            today={today}
            comparable={false}
            onChange={(next) => go(searchOfRange(next))}
          />
          {bring}
        </>
      }
    >
      <SpendLines period={range.span} whyNot={whyNot} onEdit={onEdit} begin={bring} />
      <ImportDialog
        open={search.import === true}
        onClose={() => {
          const { import: _closed, ...rest } = search
          go(rest)
        }}
      />
    </Page>
  )
}
