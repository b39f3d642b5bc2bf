import {
  AcceptInvitation,
  ChangeEmail,
  ChangePassword,
  ChangeProfile,
  ConfirmToken,
  Done,
  ForgotPassword,
  InvitationSeen,
  InvitationToken,
  Me,
  OpenSession,
  Profile,
  ResetPassword,
  SessionId,
  SignIn,
  SignUp,
  SwitchOrganization,
  Welcome,
} from '@tributary/contracts'
import { changeEmail, confirmEmail } from '@tributary/use-cases/accounts/confirm-email'
import { changePassword, forgotPassword, resetPassword } from '@tributary/use-cases/accounts/passwords'
import { changeProfile, readProfile } from '@tributary/use-cases/accounts/profile'
import { readMe } from '@tributary/use-cases/accounts/read-me'
import {
  endOtherSessions,
  endSession,
  listSessions,
  switchOrganization,
} from '@tributary/use-cases/accounts/sessions'
import { signIn, signOut } from '@tributary/use-cases/accounts/sign-in'
import { readWelcome, signUp } from '@tributary/use-cases/accounts/sign-up'
import { acceptInvitation } from '@tributary/use-cases/members/accept-invitation'
import { seeInvitation } from '@tributary/use-cases/members/invitations'
import { anyone, router, signedIn } from '../trpc.ts'

/** Coming in, going out, and what a person changes about themselves. */
export const accountsRouter = router({
  welcome: anyone.output(Welcome).query(({ ctx }) => readWelcome(ctx)),
  me: anyone.output(Me.nullable()).query(({ ctx }) => readMe(ctx)),
  signUp: anyone
    .input(SignUp)
    .output(Done)
    .mutation(({ ctx, input }) => signUp(ctx, input)),
  signIn: anyone
    .input(SignIn)
    .output(Done)
    .mutation(({ ctx, input }) => signIn(ctx, input)),
  signOut: anyone.output(Done).mutation(({ ctx }) => signOut(ctx)),
  forgotPassword: anyone
    .input(ForgotPassword)
    .output(Done)
    .mutation(({ ctx, input }) => forgotPassword(ctx, input)),
  resetPassword: anyone
    .input(ResetPassword)
    .output(Done)
    .mutation(({ ctx, input }) => resetPassword(ctx, input)),
  confirmEmail: anyone
    .input(ConfirmToken)
    .output(Done)
    .mutation(({ ctx, input }) => confirmEmail(ctx, input)),
  seeInvitation: anyone
    .input(InvitationToken)
    .output(InvitationSeen)
    .query(({ ctx, input }) => seeInvitation(ctx, input)),
  acceptInvitation: anyone
    .input(AcceptInvitation)
    .output(Done)
    .mutation(({ ctx, input }) => acceptInvitation(ctx, input)),

  profile: signedIn.output(Profile).query(({ ctx }) => readProfile(ctx)),
  changeProfile: signedIn
    .input(ChangeProfile)
    .output(Profile)
    .mutation(({ ctx, input }) => changeProfile(ctx, input)),
  changePassword: signedIn
    .input(ChangePassword)
    .output(Done)
    .mutation(({ ctx, input }) => changePassword(ctx, input)),
  changeEmail: signedIn
    .input(ChangeEmail)
    .output(Done)
    .mutation(({ ctx, input }) => changeEmail(ctx, input)),
  sessions: signedIn.output(OpenSession.array()).query(({ ctx }) => listSessions(ctx)),
  endSession: signedIn
    .input(SessionId)
    .output(Done)
    .mutation(({ ctx, input }) => endSession(ctx, input)),
  endOtherSessions: signedIn.output(Done).mutation(({ ctx }) => endOtherSessions(ctx)),
  switchOrganization: signedIn
    .input(SwitchOrganization)
    .output(Done)
    .mutation(({ ctx, input }) => switchOrganization(ctx, input)),
})
