import { Card, Switch, toast } from '@tributary/ui'
import { optimistic, patch } from '../../../api/optimistic.ts'
import { type Outputs, trpc } from '../../../api/trpc.ts'
import { Loaded } from '../../../shell/loaded.tsx'

type Mine = Outputs['notifications']['mine']
const mineKey = [['notifications', 'mine']]

/** What each person decides for themselves. */
export const MyMailCard = () => {
  const mine = trpc.notifications.mine.useQuery()
  const change = trpc.notifications.changeMine.useMutation(
    optimistic<Mine>({
      patches: (input) => [patch<Mine>(mineKey, (old) => ({ ...old, ...input }))],
      failed: 'This was not changed',
    }),
  )
  return (
    <Card title="For me" description="Only you see and change this.">
      <Loaded query={mine} what="Your choices" lines={1}>
        {({ ownLeadsByMail }) => (
          <Switch
            checked={ownLeadsByMail}
            onChange={(on) =>
              change.mutate(
                { ownLeadsByMail: on },
                {
                  onSuccess: () =>
                    toast.success(on ? 'Your leads are mailed to you' : 'No more mail about your leads', {
                      undo: () => change.mutateAsync({ ownLeadsByMail: !on }),
                    }),
                },
              )
            }
            label="Mail me each lead that becomes mine"
          />
        )}
      </Loaded>
    </Card>
  )
}
