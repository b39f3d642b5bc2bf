import { Button, Card, RelativeTime, toast } from '@tributary/ui'
import { optimistic, patch } from '../../../api/optimistic.ts'
import { refused } from '../../../api/refused.ts'
import { type Outputs, trpc } from '../../../api/trpc.ts'
import { Loaded } from '../../../shell/loaded.tsx'
import { roleName } from './role-words.ts'

type Invitation = Outputs['members']['invitations'][number]
const invitationsKey = [['members', 'invitations']]

/** Who was invited and has not come yet. */
export const Invitations = () => {
  const utils = trpc.useUtils()
  const invitations = trpc.members.invitations.useQuery()
  const again = trpc.members.invite.useMutation({
    onSuccess: ({ email }) => {
      toast.success(`${email} is invited again`)
      return utils.members.invitations.invalidate()
    },
    onError: refused('The invitation was not sent'),
  })
  const cancel = trpc.members.cancelInvitation.useMutation(
    optimistic<{ id: string }>({
      patches: ({ id }) => [patch<Invitation[]>(invitationsKey, (old) => old.filter((one) => one.id !== id))],
      failed: 'The invitation still stands',
    }),
  )
  const withdraw = ({ id, email, role }: Invitation) =>
    cancel.mutate(
      { id },
      {
        onSuccess: () =>
          toast.success(`The invitation of ${email} is withdrawn`, {
            description: 'Its link no longer works. Undo sends a new one.',
            undo: () => again.mutateAsync({ email, role }),
          }),
      },
    )
  if (invitations.data?.length === 0) return null
  return (
    <Card title="Invited" description="Links work once, until the day beside them." flush>
      <Loaded query={invitations} what="The invitations" lines={2}>
        {(rows) => (
          <ul className="divide-y divide-line border-line border-t">
            {rows.map((invitation) => (
              <li
                key={invitation.id}
                className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5 text-sm"
              >
                <span className="min-w-0 flex-1 truncate">{invitation.email}</span>
                <span className="text-muted">{roleName(invitation.role)}</span>
                <span className="text-muted text-xs">
                  by {invitation.inviter}, until <RelativeTime at={invitation.expiresAt} />
                </span>
                <Button
                  size="small"
                  aria-label={`Withdraw the invitation of ${invitation.email}`}
                  onClick={() => withdraw(invitation)}
                >
                  Withdraw
                </Button>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Card>
  )
}
