import { ConnectSlack, type SlackConnectionSeen } from '@tributary/contracts'
import {
  Badge,
  Banner,
  Button,
  Card,
  DescriptionList,
  RelativeTime,
  Switch,
  toast,
  useFormats,
} from '@tributary/ui'
import { useState } from 'react'
import type { z } from 'zod'
import { refused } from '../../../api/refused.ts'
import { trpc } from '../../../api/trpc.ts'
import { TextField } from '../../../forms/fields.tsx'
import { Form } from '../../../forms/form.tsx'
import { sending, useZodForm } from '../../../forms/use-zod-form.ts'
import { useMay } from '../../../session/session.ts'
import { reasonWords } from './reason-words.ts'
import { useSendTest } from './use-send-test.ts'

type Slack = z.infer<typeof SlackConnectionSeen>
const BADGES = {
  connected: { tone: 'success', label: 'Connected' },
  broken: { tone: 'danger', label: 'Needs attention' },
  off: { tone: 'neutral', label: 'Off' },
} as const

const useSaved = () => {
  const utils = trpc.useUtils()
  return (settings: Parameters<typeof utils.notifications.settings.setData>[1]) =>
    utils.notifications.settings.setData(undefined, settings)
}

const ConnectForm = ({ onDone }: { onDone: () => void }) => {
  const may = useMay()
  const saved = useSaved()
  const connect = trpc.notifications.connectSlack.useMutation({ onSuccess: saved })
  const form = useZodForm(ConnectSlack, { defaultValues: { webhookUrl: '', name: '' } })
  const submit = sending(form, async (values) => {
    await connect.mutateAsync(values)
    form.reset()
    onDone()
    toast.success('Slack is connected', { description: 'Send a test message to be sure.' })
  })
  return (
    <Form
      form={form}
      onSubmit={submit}
      submit="Connect Slack"
      disabledReason={may.whyNot('notifications.manage')}
    >
      <TextField
        form={form}
        name="webhookUrl"
        label="Address of an incoming webhook"
        hint="In Slack: Apps, Incoming Webhooks, Add to Slack. It is stored sealed and never shown again."
        placeholder="https://hooks.slack.com/services/…"
        autoComplete="off"
        required
      />
      <TextField
        form={form}
        name="name"
        label="Channel"
        hint="What your team calls it."
        placeholder="#leads"
      />
    </Form>
  )
}

const Connected = ({ slack, onReplace }: { slack: Slack; onReplace: () => void }) => {
  const may = useMay()
  const { count } = useFormats()
  const saved = useSaved()
  const test = useSendTest()
  const turn = trpc.notifications.switchSlack.useMutation({
    onSuccess: saved,
    onError: refused('Slack was not switched'),
  })
  const remove = trpc.notifications.disconnectSlack.useMutation({
    onSuccess: (settings) => {
      saved(settings)
      toast.success('Slack is disconnected', {
        description: 'Its address is deleted. Connect again with a new one.',
      })
    },
    onError: refused('Slack is still connected'),
  })
  const why = may.whyNot('notifications.manage')
  return (
    <div className="flex flex-col gap-4">
      {slack.state === 'broken' ? (
        <Banner tone="danger" className="rounded-md">
          {slack.lastError ? reasonWords(slack.lastError) : 'Slack refused the last message.'}
          {slack.waiting > 0
            ? ` ${slack.waiting === 1 ? '1 message waits' : `${count(slack.waiting)} messages wait`} until this is mended.`
            : ''}
        </Banner>
      ) : null}
      <Switch
        checked={slack.state !== 'off'}
        disabled={why !== undefined || turn.isPending}
        onChange={(on) => turn.mutate({ on })}
        label="Post hot leads"
        hint={slack.state === 'off' ? 'Leads that arrive now are not posted later.' : why}
      />
      <DescriptionList
        items={[
          { label: 'Channel', value: slack.name || 'not named' },
          { label: 'Address', value: <span className="font-mono text-xs">{slack.address}</span> },
          { label: 'Last message', value: <RelativeTime at={slack.lastOkAt} unknown="None yet" /> },
        ]}
      />
      <div className="flex flex-wrap gap-2">
        <Button pending={test.sending} disabledReason={why} onClick={() => test.send('slack')}>
          Send a test message
        </Button>
        <Button disabledReason={why} onClick={onReplace}>
          Replace the address
        </Button>
        <Button pending={remove.isPending} disabledReason={why} onClick={() => remove.mutate()}>
          Disconnect
        </Button>
      </div>
    </div>
  )
}

/** Hot leads in the team's channel. */
export const SlackCard = ({ slack }: { slack: Slack | null }) => {
  const [replacing, setReplacing] = useState(false)
  const badge = slack ? BADGES[slack.state] : ({ tone: 'neutral', label: 'Not connected' } as const)
  return (
    <Card
      title="Slack"
      description="Leads with grade A are posted to a channel the moment they are scored."
      actions={<Badge tone={badge.tone}>{badge.label}</Badge>}
    >
      {slack && !replacing ? (
        <Connected slack={slack} onReplace={() => setReplacing(true)} />
      ) : (
        <>
          <ConnectForm onDone={() => setReplacing(false)} />
          {replacing ? (
            <Button tone="link" className="mt-2 px-0" onClick={() => setReplacing(false)}>
              Keep the address there is
            </Button>
          ) : null}
        </>
      )}
    </Card>
  )
}
