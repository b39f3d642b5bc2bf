import type { LeadJourney, SeenTouch } from '@tributary/contracts'
import { EmptyState, useFormats } from '@tributary/ui'
import { trpc } from '../../../api/trpc.ts'
import { Loaded } from '../../../shell/loaded.tsx'
import { plural } from '../../../words.ts'
import { TouchCredits, WithoutMarkov, WonAfter } from '../../attribution/touch-credits.tsx'
import { TouchList } from '../../attribution/touch-list.tsx'

/** A won deal with the credit of each touch; the touches bear the numbers of the list above. */
const EarnedDeal = ({ dealId, label, journey }: { dealId: string; label: string; journey: LeadJourney }) => {
  const query = trpc.attribution.strip.useQuery({ dealId })
  const numberOf = ({ at }: SeenTouch): number | null => {
    const place = journey.touches.findIndex((touch) => touch.at === at)
    return place < 0 ? null : journey.earlier + place + 1
  }
  return (
    <Loaded query={query} what="The credits" lines={6}>
      {(strip) => (
        <>
          <WonAfter strip={strip} />
          {strip.touches.length === 0 ? (
            <p className="text-muted text-sm">
              No touch within these days is known, so none earns this deal.
            </p>
          ) : (
            <TouchCredits strip={strip} label={label} numberOf={numberOf} />
          )}
        </>
      )}
    </Loaded>
  )
}

const WonDeals = ({ leadId, journey }: { leadId: string; journey: LeadJourney }) => {
  const formats = useFormats()
  const query = trpc.deals.list.useQuery({ filter: { leadIds: [leadId], stage: ['won'] }, size: 100 })
  return (
    <section aria-label="What each touch earned" className="flex flex-col gap-3">
      <h3 className="font-semibold text-base">What each touch earned</h3>
      <Loaded query={query} what="The won deals" lines={4}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="text-muted text-sm">
              No deal of this lead is won. As soon as one is, each model shares its amount among the touches
              before it.
            </p>
          ) : (
            <>
              <ul aria-label="Won deals" className="flex flex-col gap-5">
                {items.map(({ id, amount }, place) => (
                  <li key={id} className="flex flex-col gap-2">
                    <EarnedDeal
                      dealId={id}
                      label={`Credits of won deal ${formats.count(place + 1)}, ${formats.money(amount)}`}
                      journey={journey}
                    />
                  </li>
                ))}
              </ul>
              <WithoutMarkov />
            </>
          )
        }
      </Loaded>
    </section>
  )
}

const Touches = ({ touches, earlier }: LeadJourney) => {
  const formats = useFormats()
  const shown = formats.count(touches.length)
  if (touches.length === 0)
    return (
      <EmptyState title="No touch is known" className="py-8">
        A touch is a visit whose channel is known. A lead that was entered by hand has none before the person
        comes by.
      </EmptyState>
    )
  return (
    <>
      <p className="text-muted text-sm">
        {earlier > 0
          ? `The newest ${shown} of ${formats.count(earlier + touches.length)} touches of this person.`
          : `${shown} ${plural(touches.length, 'touch', 'touches')} of this person.`}{' '}
        All pages of one visit are one touch.
      </p>
      <TouchList touches={touches} first={earlier + 1} />
    </>
  )
}

/** How this person came here, visit by visit, and what each visit earned of what was won. */
export const JourneyTab = ({ leadId }: { leadId: string }) => {
  const query = trpc.attribution.journey.useQuery({ leadId })
  return (
    <div className="flex flex-col gap-6">
      <Loaded query={query} what="The touches" lines={6}>
        {(journey) => (
          <>
            <section aria-label="Touches" className="flex flex-col gap-3">
              <h3 className="font-semibold text-base">Touches</h3>
              <Touches {...journey} />
            </section>
            <WonDeals leadId={leadId} journey={journey} />
          </>
        )}
      </Loaded>
    </div>
  )
}
