import type { TouchStrip } from '@tributary/contracts'
import { EmptyState } from '@tributary/ui'
import { trpc } from '../../api/trpc.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { TouchCredits, WithoutMarkov, WonAfter } from './touch-credits.tsx'
import { TouchList } from './touch-list.tsx'

/** One won deal: its touches in time, and what each earned in every model. */
export const TouchStripView = ({ dealId, resultId }: { dealId: string; resultId?: string }) => {
  const query = trpc.attribution.strip.useQuery({ dealId, ...(resultId ? { resultId } : {}) })
  return (
    <Loaded query={query} what="The touches" lines={6}>
      {(strip) => <Strip strip={strip} />}
    </Loaded>
  )
}

const Strip = ({ strip }: { strip: TouchStrip }) => (
  <div className="flex flex-col gap-4">
    <WonAfter strip={strip} />
    {strip.touches.length === 0 ? (
      <EmptyState title="No touch is known">
        Nobody saw this person on a page within {strip.lookbackDays} days before the win, so no row earns this
        deal.
      </EmptyState>
    ) : (
      <>
        <TouchList touches={strip.touches} />
        <TouchCredits strip={strip} />
      </>
    )}
    <WithoutMarkov />
  </div>
)
