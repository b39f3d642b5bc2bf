import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Button, Card, DataTable, EmptyState, useFormats } from '@tributary/ui'
import { useMemo } from 'react'
import { ReadFailure } from '../../api/read-failure.tsx'
import { ReadOn } from '../../lists/read-on.tsx'
import { paths } from '../../paths.ts'
import { plural } from '../../words.ts'
import { LeadCard } from '../leads/lead-card.tsx'
import { HIDDEN_AT_FIRST, LEAD_COLUMNS, titleOf } from '../leads/lead-columns.tsx'
import { rememberList } from '../leads/open-list.ts'
import { useLeadList } from '../leads/use-lead-list.ts'

const route = getRouteApi('/app/campaigns/$campaignId/leads')
const NEWEST = { by: 'captured', direction: 'desc' } as const

/** The newest leads of the campaign; everything else about them is on the page of leads. */
export const CampaignLeads = () => {
  const { campaignId } = route.useParams()
  const navigate = useNavigate()
  const formats = useFormats()
  const filter = useMemo(() => ({ campaign: [campaignId] }), [campaignId])
  const list = useLeadList(filter, NEWEST)
  const { rows, count } = list
  const total = count ? formats.countUpTo(count.more ? count.count + 1 : count.count, 10_000) : '…'
  const remember = (): void =>
    rememberList({ href: `/campaigns/${campaignId}/leads`, ids: rows.map(({ id }) => id), total })
  return (
    <Card
      flush
      title={`${total} ${plural(count?.count ?? 0, 'lead')}`}
      actions={
        <Button size="small" nativeButton={false} render={<Link {...paths.leads(filter)} />}>
          Filter, sort and change
        </Button>
      }
    >
      <DataTable
        label="Leads of the campaign"
        rows={rows}
        columns={LEAD_COLUMNS}
        rowId={(lead) => lead.id}
        rowLabel={titleOf}
        sort={{ column: 'captured', direction: 'desc' }}
        onSort={(sort) =>
          void navigate(
            paths.leads({
              ...filter,
              ...(sort ? { sort: sort.column as 'captured', direction: sort.direction } : {}),
            }),
          )
        }
        hidden={HIDDEN_AT_FIRST}
        keyboard
        onOpen={(lead) => {
          remember()
          void navigate(paths.lead({ leadId: lead.id }))
        }}
        loading={list.isPending}
        renderCard={(lead) => <LeadCard lead={lead} onOpen={remember} />}
        error={
          list.error && rows.length === 0 ? (
            <ReadFailure title="The leads could not be read" query={list} />
          ) : undefined
        }
        empty={
          <EmptyState
            title="No leads yet"
            action={
              <>
                <Button nativeButton={false} render={<Link {...paths.newLead({ campaign: campaignId })} />}>
                  Add a lead
                </Button>
                <Button
                  tone="primary"
                  nativeButton={false}
                  render={<Link {...paths.campaignCapture({ campaignId })} />}
                >
                  Connect a website
                </Button>
              </>
            }
          >
            Put the form on a website, or enter a lead by hand.
          </EmptyState>
        }
        footer={list.hasMore ? <ReadOn loading={list.isFetchingMore} onMore={list.readMore} /> : null}
      />
    </Card>
  )
}
