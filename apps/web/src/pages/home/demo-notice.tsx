import { useNavigate } from '@tanstack/react-router'
import { Banner, Button, ConfirmDialog } from '@tributary/ui'
import { useState } from 'react'
import { refused } from '../../api/refused.ts'
import { trpc } from '../../api/trpc.ts'
import { paths } from '../../paths.ts'
import { forgetSession, useMay } from '../../session/session.ts'

/** Says that nothing here is real, and clears it away. */
export const DemoNotice = () => {
  const may = useMay()
  const navigate = useNavigate()
  const [asking, setAsking] = useState(false)
  const remove = trpc.settings.removeDemo.useMutation({
    onSuccess: async () => {
      forgetSession()
      await navigate({ ...paths.signUp(), replace: true })
    },
    onError: refused('The demo is still there'),
  })
  return (
    <>
      <Banner
        tone="info"
        className="rounded-md"
        action={
          <Button size="small" disabledReason={may.whyNot('demo.remove')} onClick={() => setAsking(true)}>
            Remove demo data
          </Button>
        }
      >
        This is a demo. Its people and companies are made up, and nothing of its past was sent to anybody.
      </Banner>
      <ConfirmDialog
        title="Remove the demo data?"
        confirm="Remove demo data"
        open={asking}
        pending={remove.isPending}
        onOpenChange={setAsking}
        onConfirm={() => remove.mutate()}
      >
        The demo organization goes with its leads, campaigns and members, and you are signed out. Then you set
        up your own. This cannot be undone.
      </ConfirmDialog>
    </>
  )
}
