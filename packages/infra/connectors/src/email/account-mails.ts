import { type MailText, writeLetter } from './layout.ts'

const hours = (count: number): string => (count === 1 ? 'one hour' : `${count} hours`)

export const invitationMail = (invitation: {
  organization: string
  inviter: string
  role: string
  url: string
  validHours: number
}): MailText =>
  writeLetter({
    subject: `Invitation to ${invitation.organization} on Tributary`,
    heading: `Join ${invitation.organization}`,
    paragraphs: [
      `${invitation.inviter} invites you to ${invitation.organization} as ${invitation.role}.`,
      `The invitation is valid for ${hours(invitation.validHours)}.`,
    ],
    button: { label: 'Accept the invitation', url: invitation.url },
    because: 'If you do not know the sender, ignore this mail: nothing happens without you.',
  })

export const passwordResetMail = (reset: { url: string; validHours: number }): MailText =>
  writeLetter({
    subject: 'Set a new password for Tributary',
    heading: 'Set a new password',
    paragraphs: [
      'Someone asked for a new password for this address.',
      `The link works once and for ${hours(reset.validHours)}.`,
    ],
    button: { label: 'Set a new password', url: reset.url },
    because: 'If it was not you, ignore this mail: your password stays as it is.',
  })

export const verifyEmailMail = (verification: { url: string; validHours: number }): MailText =>
  writeLetter({
    subject: 'Confirm your e-mail address for Tributary',
    heading: 'Confirm your e-mail address',
    paragraphs: [
      'Confirm that this address is yours.',
      `The link is valid for ${hours(verification.validHours)}.`,
    ],
    button: { label: 'Confirm the address', url: verification.url },
    because: 'If you did not sign up for Tributary, ignore this mail.',
  })
