import type { CampaignCapture } from '@tributary/contracts'
import { toast } from '@tributary/ui'
import { client, type Inputs, trpc } from '../../../api/trpc.ts'
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
  const undo = (undoId: string): Promise<unknown> =>
    client.campaigns.undo.mutate({ undoId }).finally(() => utils.campaigns.invalidate())
  return {
    pending: change.isPending,
    whyNot: may.can('campaigns.write') ? null : (may.whyNot('campaigns.write') ?? null),
    save: async (to: Change, said = 'Saved'): Promise<void> => {
      const { undoId } = await change.mutateAsync({ id: capture.id, ...to })
      toast.success(said, undoId ? { undo: () => undo(undoId) } : {})
    },
  }
}
