import type { CampaignCapture } from '@tributary/contracts'
import { toast } from '@tributary/ui'
import { type Inputs, trpc } from '../../../api/trpc.ts'
import { useMay } from '../../../session/session.ts'

type Change = Omit<Inputs['campaigns']['changeCapture'], 'id'>

/** Keeps a change of how a campaign captures; the toast puts back what was there. */
export const useChangeCapture = (capture: CampaignCapture) => {
  const may = useMay()
  const utils = trpc.useUtils()
  const change = trpc.campaigns.changeCapture.useMutation({
    onSuccess: (now) => {
      utils.campaigns.capture.setData({ id: now.id }, now)
      void utils.campaigns.invalidate()
    },
  })
  return {
    pending: change.isPending,
    whyNot: may.can('campaigns.write') ? null : (may.whyNot('campaigns.write') ?? null),
    save: async (to: Change, back: Change, said = 'Saved'): Promise<void> => {
      await change.mutateAsync({ id: capture.id, ...to })
      toast.success(said, {
        undo: () => change.mutateAsync({ id: capture.id, ...back }),
      })
    },
  }
}
