import { Link } from '@tanstack/react-router'
import type { LeadDetail } from '@tributary/contracts'
import { Badge, Button, EmptyState, GradeBadge, Money, Probability, RelativeTime } from '@tributary/ui'
import { Package, Plus } from 'lucide-react'
import { useState } from 'react'
import { trpc } from '../../../api/trpc.ts'
import { paths } from '../../../paths.ts'
import { useMay } from '../../../session/session.ts'
import { Loaded } from '../../../shell/loaded.tsx'
import { effectStateWords, effectTones, effectWords, lostWords } from '../../../words.ts'
import { useMoveDeals } from '../../deals/deal-changes.ts'
import { ExpectedClose } from '../../deals/deal-columns.tsx'
import { NewDeal } from '../../deals/new-deal.tsx'
import { StageMenu } from '../../deals/stage-menu.tsx'
import { StageBadge, titleOf } from '../lead-columns.tsx'

const listClasses = 'divide-y divide-line rounded-lg border border-line bg-surface'

/** What this lead may want, and why. */
export const ProductsTab = ({ detail: { products } }: { detail: LeadDetail }) =>
  products.length === 0 ? (
    <EmptyState title="Nothing fits yet" className="py-8">
      Products and services of the catalogue are recommended as soon as the lead asks for something that fits.
    </EmptyState>
  ) : (
    <ul className={listClasses}>
      {products.map((product) => (
        <li key={product.id} className="flex gap-3 p-3 text-sm">
          {product.imageUrl ? (
            <img
              src={product.imageUrl}
              alt=""
              className="size-10 shrink-0 rounded-md object-cover"
              loading="lazy"
            />
          ) : (
            <span
              aria-hidden
              className="grid size-10 shrink-0 place-items-center rounded-md border border-line text-subtle"
            >
              <Package className="size-5" />
            </span>
          )}
          <div className="min-w-0 flex-1">
            <p className="flex items-baseline gap-2">
              <span className="min-w-0 flex-1 font-medium">{product.name}</span>
              <Money value={product.price} unknown="No price entered" />
            </p>
            <p className="text-muted">
              <span className="text-success">Why: </span>
              {product.reason}
            </p>
            <p className="text-muted text-xs">
              {[product.category, product.code].filter(Boolean).join(' · ')}
            </p>
            {product.details ? <p className="mt-1 text-muted">{product.details}</p> : null}
          </div>
        </li>
      ))}
    </ul>
  )

/** The money of this lead: each deal can be moved, opened and added to here. */
const LeadDeals = ({ detail: { lead } }: { detail: LeadDetail }) => {
  const may = useMay()
  const [adding, setAdding] = useState(false)
  const { move } = useMoveDeals()
  const query = trpc.deals.list.useQuery({ filter: { leadIds: [lead.id] }, size: 100 })
  return (
    <section aria-label="Deals" className="flex flex-col gap-2">
      <div className="flex items-center gap-2">
        <h3 className="min-w-0 flex-1 font-semibold text-base">Deals</h3>
        <Button
          size="small"
          icon={<Plus aria-hidden />}
          disabledReason={lead.locked ?? (may.can('leads.write.own') ? null : may.whyNot('leads.write.own'))}
          onClick={() => setAdding(true)}
        >
          New deal
        </Button>
      </div>
      <Loaded query={query} what="The deals" lines={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="text-muted text-sm">
              A deal is opened when the lead reaches the stage Proposal, or here by hand.
            </p>
          ) : (
            <ul className={listClasses}>
              {items.map((deal) => (
                <li key={deal.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 p-3 text-sm">
                  <Link
                    {...paths.deals({ leadIds: [lead.id], open: deal.id })}
                    className="font-medium underline-offset-2 hover:underline"
                  >
                    <Money value={deal.amount} />
                  </Link>
                  <StageMenu deal={deal} move={move} />
                  {deal.closedAt === null ? (
                    <span className="text-muted" title="Win probability">
                      <Probability value={deal.probability} unknown="No model is in force yet" />
                    </span>
                  ) : null}
                  {deal.lostReason ? <span className="text-muted">{lostWords[deal.lostReason]}</span> : null}
                  <span className="ms-auto text-muted">
                    {deal.closedAt ? (
                      <>
                        closed <RelativeTime at={deal.closedAt} />
                      </>
                    ) : (
                      <>
                        expected <ExpectedClose deal={deal} />
                      </>
                    )}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <NewDeal open={adding} onClose={() => setAdding(false)} lead={{ id: lead.id, title: titleOf(lead) }} />
    </section>
  )
}

/** The money of this lead, and what else this person asked for. */
export const DealsTab = ({ detail }: { detail: LeadDetail }) => (
  <div className="flex flex-col gap-4">
    <LeadDeals detail={detail} />
    <section aria-label="Other leads of this contact" className="flex flex-col gap-2">
      <h3 className="font-semibold text-base">Other leads of this contact</h3>
      {detail.otherLeads.length === 0 ? (
        <p className="text-muted text-sm">This is the only one.</p>
      ) : (
        <ul className={listClasses}>
          {detail.otherLeads.map((lead) => (
            <li key={lead.id} className="flex items-center gap-3 p-3 text-sm">
              <GradeBadge grade={lead.grade} />
              <Link
                {...paths.lead({ leadId: lead.id })}
                className="min-w-0 flex-1 truncate font-medium underline-offset-2 hover:underline"
              >
                {lead.campaign}
              </Link>
              <StageBadge stage={lead.stage} />
              <span className="text-muted">
                <RelativeTime at={lead.capturedAt} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  </div>
)

/** Who was told about this lead, who was not, and why. */
export const NotificationsTab = ({ detail: { effects } }: { detail: LeadDetail }) =>
  effects.length === 0 ? (
    <EmptyState title="Nobody was notified" className="py-8">
      Messages about this lead stand here, with the reason they were sent or skipped.
    </EmptyState>
  ) : (
    <ul className={listClasses}>
      {effects.map((effect) => (
        <li key={effect.id} className="flex flex-col gap-0.5 p-3 text-sm">
          <span className="flex flex-wrap items-center gap-2">
            <span className="min-w-0 flex-1 font-medium">{effectWords[effect.kind]}</span>
            <Badge tone={effectTones[effect.state]}>{effectStateWords[effect.state]}</Badge>
            <span className="text-muted text-xs">
              <RelativeTime at={effect.finishedAt ?? effect.at} />
            </span>
          </span>
          <span className="block text-muted first-letter:uppercase">
            {effect.why}
            {effect.reason ? `. ${effect.reason}` : ''}
            {effect.attempts > 1 ? ` · ${effect.attempts} tries` : ''}
          </span>
        </li>
      ))}
    </ul>
  )
