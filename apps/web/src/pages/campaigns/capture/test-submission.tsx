import { Link } from '@tanstack/react-router'
import type { CampaignCapture } from '@tributary/contracts'
import { Badge, Button, Card, toast } from '@tributary/ui'
import { FlaskConical } from 'lucide-react'
import { failureOf, trpc } from '../../../api/trpc.ts'
import { paths } from '../../../paths.ts'
import { useMay } from '../../../session/session.ts'
import { refreshLeads } from '../../leads/undo.ts'

/** Sends one submission the way a website would, and shows what came of it. */
export const TestSubmission = ({ capture }: { capture: CampaignCapture }) => {
  const may = useMay()
  const test = trpc.campaigns.submitTest.useMutation({ onSuccess: refreshLeads })
  const remove = trpc.campaigns.removeTest.useMutation({
    onSuccess: async () => {
      test.reset()
      toast.success('Test lead removed')
      await refreshLeads()
    },
    onError: (error) =>
      toast.error('The test lead was not removed', { description: failureOf(error).message }),
  })
  const result = test.data
  const failure = test.error ? failureOf(test.error) : null
  return (
    <Card
      title="Try it"
      description="Sends a test through the public door, as a website would."
      actions={
        <Button
          size="small"
          icon={<FlaskConical aria-hidden />}
          pending={test.isPending}
          disabledReason={may.can('campaigns.write') ? null : may.whyNot('campaigns.write')}
          onClick={() => test.mutate({ id: capture.id })}
        >
          Send a test
        </Button>
      }
    >
      <div aria-live="polite" className="flex flex-col gap-2 text-sm">
        {failure ? (
          <p className="flex flex-wrap items-center gap-2">
            <Badge tone="danger">Refused</Badge>
            {failure.message}
          </p>
        ) : result ? (
          <>
            <p className="flex flex-wrap items-center gap-2">
              <Badge tone={result.kind === 'captured' ? 'success' : 'warning'}>
                {{ captured: 'Captured', duplicate: 'Duplicate', quarantined: 'Quarantined' }[result.kind]}
              </Badge>
              {result.words}
            </p>
            <pre
              role="region"
              aria-label="The answer"
              tabIndex={0}
              className="max-h-56 overflow-auto rounded-md border border-line bg-bg p-3 font-mono text-xs"
            >
              {JSON.stringify(result.answer, null, 2)}
            </pre>
            {result.kind === 'quarantined' ? null : (
              <span className="flex gap-2">
                <Button
                  size="small"
                  nativeButton={false}
                  render={<Link {...paths.lead({ leadId: result.id })} />}
                >
                  Open the lead
                </Button>
                <Button
                  size="small"
                  pending={remove.isPending}
                  onClick={() => remove.mutate({ id: result.id })}
                >
                  Remove the test lead
                </Button>
              </span>
            )}
          </>
        ) : (
          <p className="text-muted">What the door answers is shown here.</p>
        )}
      </div>
    </Card>
  )
}
