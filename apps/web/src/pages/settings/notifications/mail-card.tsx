import { Link } from '@tanstack/react-router'
import { Badge, Button, buttonClasses, Card, DescriptionList } from '@tributary/ui'
import { paths } from '../../../paths.ts'
import { useMay } from '../../../session/session.ts'
import { useSendTest } from './use-send-test.ts'

/** How mail leaves this instance. */
export const MailCard = ({ mail, from }: { mail: 'smtp' | 'mailbox'; from: string }) => {
  const may = useMay()
  const test = useSendTest()
  return (
    <Card
      title="Mail"
      description={
        mail === 'smtp'
          ? 'Sent through the mail server of this instance.'
          : 'No mail server is set (SMTP_URL), so mail stays in the mailbox of this machine.'
      }
      actions={
        <Badge tone={mail === 'smtp' ? 'success' : 'warning'}>
          {mail === 'smtp' ? 'Connected' : 'Stays here'}
        </Badge>
      }
    >
      <div className="flex flex-col gap-4">
        <DescriptionList items={[{ label: 'Sender', value: from }]} />
        <div className="flex flex-wrap gap-2">
          <Button
            pending={test.sending}
            disabledReason={may.whyNot('notifications.manage')}
            onClick={() => test.send('mail')}
          >
            Send me a test mail
          </Button>
          {mail === 'mailbox' ? (
            <Link {...paths.mailbox()} className={buttonClasses()}>
              Open the mailbox
            </Link>
          ) : null}
        </div>
      </div>
    </Card>
  )
}
