import { getRouteApi } from '@tanstack/react-router'
import { assignableRoles, type Role, whyNot } from '@tributary/access'
import {
  Badge,
  Button,
  type DataColumn,
  IconButton,
  Menu,
  Person,
  RelativeTime,
  Select,
  toast,
} from '@tributary/ui'
import { Ellipsis, UserPlus, Users } from 'lucide-react'
import { useMemo } from 'react'
import { optimistic, patch } from '../../../api/optimistic.ts'
import { type Outputs, trpc } from '../../../api/trpc.ts'
import { useMay, useMe } from '../../../session/session.ts'
import { SettingsList } from '../settings-list.tsx'
import { useListState } from '../use-list-state.ts'
import { Invitations } from './invitations.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { ROLE_OPTIONS, roleName } from './role-words.ts'

type Member = Outputs['members']['list'][number]
const membersKey = [['members', 'list']]
const route = getRouteApi('/app/settings/members')

const changed = (id: string, change: Partial<Member>) =>
  patch<Member[]>(membersKey, (old) =>
    old.map((member) => (member.id === id ? { ...member, ...change } : member)),
  )

/** Why a member's role cannot be touched by this person, if it cannot. */
const whyFixed = (mine: Role, member: Member, isMe: boolean): string | undefined =>
  whyNot(mine, 'members.manage') ??
  (assignableRoles(mine).includes(member.role) ? undefined : 'Only owners can change an owner.') ??
  (isMe ? 'Somebody else changes your own role, so that nobody locks themselves out.' : undefined)

/** Who belongs to us, and who may do what? */
export const Members = () => {
  const me = useMe()
  const may = useMay()
  const search = route.useSearch()
  const { open, onOpen } = useListState(search)
  const members = trpc.members.list.useQuery()
  const { mutate: setRole, mutateAsync: setRoleBack } = trpc.members.changeRole.useMutation(
    optimistic<{ id: string; role: Role }>({
      patches: ({ id, role }) => [changed(id, { role })],
      failed: 'The role was not changed',
    }),
  )
  const off = optimistic<{ id: string }>({
    patches: ({ id }) => [changed(id, { active: false })],
    failed: 'The member is still active',
  })
  const on = optimistic<{ id: string }>({
    patches: ({ id }) => [changed(id, { active: true })],
    failed: 'The member is still deactivated',
  })
  const { mutate: deactivate, mutateAsync: deactivateAgain } = trpc.members.deactivate.useMutation(off)
  const { mutate: reactivate, mutateAsync: reactivateAgain } = trpc.members.reactivate.useMutation(on)

  const columns = useMemo((): DataColumn<Member>[] => {
    const give = (member: Member, role: Role) => {
      if (role === member.role) return
      setRole(
        { id: member.id, role },
        {
          onSuccess: () =>
            toast.success(`${member.name} is now ${roleName(role)}`, {
              undo: () => setRoleBack({ id: member.id, role: member.role }),
            }),
        },
      )
    }
    const turn = (member: Member) => {
      const [now, back] = member.active ? [deactivate, reactivateAgain] : [reactivate, deactivateAgain]
      now(
        { id: member.id },
        {
          onSuccess: () =>
            toast.success(`${member.name} is ${member.active ? 'deactivated' : 'active again'}`, {
              description: member.active ? 'Their sessions have ended. They get no more leads.' : undefined,
              undo: () => back({ id: member.id }),
            }),
        },
      )
    }
    return [
      {
        id: 'name',
        header: 'Name',
        fixed: true,
        interactive: true,
        sortValue: ({ name }) => name,
        cell: (member) => (
          <span className="flex min-w-0 flex-col">
            <Person name={member.name} src={member.photoUrl} />
            <span className="truncate text-muted text-xs">{member.title || member.email}</span>
          </span>
        ),
      },
      { id: 'email', header: 'E-mail', sortValue: ({ email }) => email, cell: ({ email }) => email },
      {
        id: 'role',
        header: 'Role',
        width: 170,
        interactive: true,
        sortValue: ({ role }) => role,
        cell: (member) =>
          whyFixed(may.role, member, member.id === me.memberId) ? (
            roleName(member.role)
          ) : (
            <Select
              inline
              label={`Role of ${member.name}`}
              options={ROLE_OPTIONS.filter(({ value }) => assignableRoles(may.role).includes(value))}
              value={member.role}
              onChange={(role) => give(member, role)}
            />
          ),
      },
      {
        id: 'status',
        header: 'Status',
        width: 120,
        sortValue: ({ active }) => Number(!active),
        cell: ({ active }) => (
          <Badge tone={active ? 'success' : 'neutral'}>{active ? 'Active' : 'Deactivated'}</Badge>
        ),
      },
      {
        id: 'seen',
        header: 'Last here',
        width: 120,
        firstSort: 'desc',
        sortValue: ({ lastSeenAt }) => lastSeenAt,
        cell: ({ lastSeenAt }) => <RelativeTime at={lastSeenAt} unknown="Not seen yet" />,
      },
      ...(may.can('members.manage')
        ? [
            {
              id: 'more',
              header: 'Actions',
              width: 88,
              interactive: true,
              cell: (member: Member) => {
                const fixed = whyFixed(may.role, member, member.id === me.memberId)
                return (
                  <Menu
                    align="end"
                    trigger={
                      <IconButton
                        size="small"
                        label={`Actions for ${member.name}`}
                        icon={<Ellipsis aria-hidden />}
                      />
                    }
                    items={[
                      {
                        id: 'turn',
                        label: member.active ? 'Deactivate' : 'Reactivate',
                        disabled: fixed !== undefined,
                        hint: fixed,
                        onSelect: () => turn(member),
                      },
                    ]}
                  />
                )
              },
            },
          ]
        : []),
    ]
  }, [may, me.memberId, setRole, setRoleBack, deactivate, deactivateAgain, reactivate, reactivateAgain])

  return (
    <SettingsList
      title="Members"
      summary="Who belongs to the organization, and what each may do."
      one="member"
      icon={<Users aria-hidden />}
      query={members}
      columns={columns}
      rowId={({ id }) => id}
      nameOf={nameOf}
      textsOf={textsOf}
      search={search}
      teach="Invite the people you work with."
      onOpen={() => undefined}
      actions={
        <Button
          tone="primary"
          icon={<UserPlus aria-hidden />}
          disabledReason={may.whyNot('members.manage')}
          onClick={() => onOpen('new')}
        >
          Invite a member
        </Button>
      }
      renderCard={(member) => (
        <div className="flex flex-wrap items-center gap-2 p-3 text-sm">
          <Person name={member.name} src={member.photoUrl} className="font-medium" />
          <Badge tone={member.active ? 'success' : 'neutral'}>
            {member.active ? 'Active' : 'Deactivated'}
          </Badge>
          <span className="w-full truncate text-muted text-xs">{member.email}</span>
          <span className="flex w-full items-center gap-2">
            {columns.find(({ id }) => id === 'role')?.cell(member)}
            {columns.find(({ id }) => id === 'more')?.cell(member)}
          </span>
        </div>
      )}
    >
      {may.can('members.manage') ? <Invitations /> : null}
      <InviteDialog open={open === 'new'} onOpenChange={(shown) => onOpen(shown ? 'new' : undefined)} />
    </SettingsList>
  )
}

const nameOf = ({ name }: Member) => name
const textsOf = ({ email, title, role }: Member) => [email, title, role]
