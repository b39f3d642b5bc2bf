import type { CampaignCapture } from '@tributary/contracts'
import { Button, Card, ConfirmDialog, toast } from '@tributary/ui'
import { ExternalLink, RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { failureOf, trpc } from '../../../api/trpc.ts'
import { useMay } from '../../../session/session.ts'
import { CopyButton } from '../../../shell/copy-button.tsx'
import { Code } from './code.tsx'

type CaptureProps = { capture: CampaignCapture }

const Line = ({ label, text }: { label: string; text: string }) => (
  <div className="flex min-w-0 items-center gap-1 rounded-md border border-line bg-bg ps-3 pe-1">
    <code className="min-w-0 flex-1 select-all truncate py-1.5 font-mono text-xs">{text}</code>
    <CopyButton text={text} label={`Copy ${label.toLowerCase()}`} />
  </div>
)

export const WebsiteSnippet = ({ capture }: CaptureProps) => (
  <Card
    title="On a website"
    description="Put this where the form should stand. A form you have already works too: load the script and give the form the same two attributes."
  >
    <Code label="Snippet" text={capture.snippet} />
  </Card>
)

export const HostedForm = ({ capture }: CaptureProps) => (
  <Card
    title="Hosted form"
    description="A page of its own, for a link in a mail, a post or a QR code."
    actions={
      <Button
        size="small"
        icon={<ExternalLink aria-hidden />}
        nativeButton={false}
        render={
          <a
            href={capture.hostedFormUrl}
            target="_blank"
            rel="noreferrer"
            aria-label="Open the hosted form"
          />
        }
      >
        Open
      </Button>
    }
  >
    <Line label="The address of the form" text={capture.hostedFormUrl} />
  </Card>
)

export const PublicApi = ({ capture }: CaptureProps) => (
  <Card title="From a program" description="A server sends leads with the token or an API key.">
    <div className="flex flex-col gap-2">
      <Line label="The endpoint" text={capture.endpoint} />
      <Code label="Example with curl" text={capture.curl} />
      <p className="text-muted text-sm">
        <a href="/docs/api" className="text-primary-text underline-offset-2 hover:underline">
          All fields and answers
        </a>
      </p>
    </div>
  </Card>
)

/** A new token ends the old one for good, so this one asks. */
export const Token = ({ capture }: CaptureProps) => {
  const may = useMay()
  const utils = trpc.useUtils()
  const [asking, setAsking] = useState(false)
  const rotate = trpc.campaigns.rotateToken.useMutation({
    onSuccess: (now) => {
      utils.campaigns.capture.setData({ id: now.id }, now)
      setAsking(false)
      toast.success('New token in force')
    },
    onError: (error) => {
      setAsking(false)
      toast.error('The token was not changed', { description: failureOf(error).message })
    },
  })
  return (
    <Card
      title="Token"
      description="Stands in web pages, so it is no secret: it only lets leads in."
      actions={
        <Button
          size="small"
          icon={<RefreshCw aria-hidden />}
          disabledReason={may.can('campaigns.write') ? null : may.whyNot('campaigns.write')}
          onClick={() => setAsking(true)}
        >
          New token
        </Button>
      }
    >
      <Line label="The token" text={capture.token} />
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Make a new token?"
        confirm="Make a new token"
        pending={rotate.isPending}
        onConfirm={() => rotate.mutate({ id: capture.id })}
      >
        The old one stops working at once, on every page and in every program that uses it.
      </ConfirmDialog>
    </Card>
  )
}
