import {
  ChangeAvailability,
  ChangeOwnAvailability,
  ChangeRole,
  Done,
  InvitationId,
  InvitationRow,
  Invite,
  Invited,
  MemberId,
  MemberRow,
} from '@tributary/contracts'
import { changeAvailability, changeOwnAvailability } from '@tributary/use-cases/members/change-availability'
import { changeRole, deactivateMember, reactivateMember } from '@tributary/use-cases/members/change-member'
import { cancelInvitation, invite, listInvitations } from '@tributary/use-cases/members/invitations'
import { listMembers } from '@tributary/use-cases/members/list-members'
import { may, router, signedIn } from '../trpc.ts'

const manage = may('members.manage')

export const membersRouter = router({
  list: may('members.read')
    .output(MemberRow.array())
    .query(({ ctx }) => listMembers(ctx)),
  changeRole: manage
    .input(ChangeRole)
    .output(MemberRow)
    .mutation(({ ctx, input }) => changeRole(ctx, input)),
  deactivate: manage
    .input(MemberId)
    .output(MemberRow)
    .mutation(({ ctx, input }) => deactivateMember(ctx, input)),
  reactivate: manage
    .input(MemberId)
    .output(MemberRow)
    .mutation(({ ctx, input }) => reactivateMember(ctx, input)),
  changeAvailability: may('team.manage')
    .input(ChangeAvailability)
    .output(MemberRow)
    .mutation(({ ctx, input }) => changeAvailability(ctx, input)),
  changeOwnAvailability: signedIn
    .input(ChangeOwnAvailability)
    .output(MemberRow)
    .mutation(({ ctx, input }) => changeOwnAvailability(ctx, input)),
  invitations: manage.output(InvitationRow.array()).query(({ ctx }) => listInvitations(ctx)),
  invite: manage
    .input(Invite)
    .output(Invited)
    .mutation(({ ctx, input }) => invite(ctx, input)),
  cancelInvitation: manage
    .input(InvitationId)
    .output(Done)
    .mutation(({ ctx, input }) => cancelInvitation(ctx, input)),
})
