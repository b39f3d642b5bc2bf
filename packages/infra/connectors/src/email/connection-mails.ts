import { type MailText, writeLetter } from './layout.ts'

/** To owners and admins, once, when a connection stops taking what is sent to it. */
export const connectionBrokenMail = ({
  memberName,
  connection,
  reason,
  url,
}: {
  memberName: string
  connection: string
  reason: string
  url: string
}): MailText =>
  writeLetter({
    subject: `${connection} no longer takes messages`,
    heading: `The connection to ${connection} is broken`,
    paragraphs: [
      `Hello ${memberName},`,
      `${connection} answered “${reason}”. Nothing more is sent there until somebody connects it again.`,
      'What was to be sent meanwhile waits and goes out afterwards.',
    ],
    button: { label: 'Open the settings', url },
    because: 'You get this mail because you look after the settings of this organization.',
  })

/** To whoever asked whether mail arrives. */
export const testMail = ({ memberName, url }: { memberName: string; url: string }): MailText =>
  writeLetter({
    subject: 'Mail from Tributary arrives',
    heading: 'Mail arrives',
    paragraphs: [`Hello ${memberName},`, 'somebody in your organization asked for this test. It worked.'],
    button: { label: 'Open the settings', url },
    because: 'You get this mail because a test was asked for in the notification settings.',
  })
