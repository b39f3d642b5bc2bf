import { BulkBar, Button, Menu, toast } from '@tributary/ui'
import { ArchiveRestore, Check, Ellipsis, Trash2, UserRound, Workflow, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { failureOf, trpc } from '../../api/trpc.ts'
import { useMay } from '../../session/session.ts'
import { plural } from '../../words.ts'
import type { Meant } from './lead-changes.ts'
import { refreshLeads, undoable } from './undo.ts'
import { type LeadActions, whyNoOwner } from './use-lead-actions.tsx'

type LeadBulkBarProps = {
  count: number
  matching: number | undefined
  meant: Meant
  actions: LeadActions
  onSelectMatching: () => void
  onClear: () => void
  exporting: ReactNode
  /** The list shows the bin. */
  deleted: boolean
}

/** Brings leads back from the bin. */
const RestoreButton = ({ meant }: { meant: Meant }) => {
  const may = useMay()
  const restore = trpc.leads.restore.useMutation({
    onSuccess: ({ changed, undoId }) =>
      toast.success(`Restored ${changed} ${plural(changed, 'lead')}`, undoId ? undoable(undoId) : {}),
    onError: (error) => toast.error('Nothing was restored', { description: failureOf(error).message }),
    onSettled: refreshLeads,
  })
  return (
    <Button
      size="small"
      icon={<ArchiveRestore aria-hidden />}
      pending={restore.isPending}
      disabledReason={may.whyNot('leads.delete')}
      onClick={() => restore.mutate({ target: meant.target })}
    >
      Restore
    </Button>
  )
}

/** What can be done to the picked leads at once. */
export const LeadBulkBar = ({
  count,
  matching,
  meant,
  actions,
  onSelectMatching,
  onClear,
  exporting,
  deleted,
}: LeadBulkBarProps) => {
  const may = useMay()
  const noWrite = may.can('leads.write.own') ? undefined : may.whyNot('leads.write.own')
  if (deleted)
    return (
      <BulkBar count={count} matching={matching} onSelectMatching={onSelectMatching} onClear={onClear}>
        <RestoreButton meant={meant} />
      </BulkBar>
    )
  return (
    <BulkBar count={count} matching={matching} onSelectMatching={onSelectMatching} onClear={onClear}>
      <Button
        size="small"
        icon={<Check aria-hidden />}
        disabledReason={noWrite}
        onClick={() => actions.apply(meant, { kind: 'review', to: 'accepted' })}
      >
        Accept
      </Button>
      <Button
        size="small"
        icon={<X aria-hidden />}
        disabledReason={noWrite}
        onClick={() => actions.ask('reject', meant)}
      >
        Reject
      </Button>
      <Button
        size="small"
        icon={<Workflow aria-hidden />}
        disabledReason={noWrite}
        onClick={() => actions.ask('stage', meant)}
      >
        Stage
      </Button>
      <Button
        size="small"
        icon={<UserRound aria-hidden />}
        disabledReason={whyNoOwner(may)}
        onClick={() => actions.ask('assign', meant)}
      >
        Assign
      </Button>
      {exporting}
      <Menu
        align="end"
        side="top"
        trigger={
          <Button size="small" icon={<Ellipsis aria-hidden />} aria-label="More">
            <span className="sr-only">More</span>
          </Button>
        }
        items={[
          {
            id: 'pending',
            label: 'Take back the decision',
            disabled: Boolean(noWrite),
            onSelect: () => actions.apply(meant, { kind: 'review', to: 'pending' }),
          },
          {
            id: 'delete',
            label: 'Delete',
            tone: 'danger',
            icon: <Trash2 aria-hidden />,
            disabled: !may.can('leads.delete'),
            hint: may.whyNot('leads.delete'),
            onSelect: () => {
              actions.apply(meant, { kind: 'remove' })
              onClear()
            },
          },
        ]}
      />
    </BulkBar>
  )
}
