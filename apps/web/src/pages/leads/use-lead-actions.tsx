import {
  LOST_REASONS,
  type LostReason,
  REJECT_REASONS,
  type RejectReason,
  STAGES,
  type Stage,
} from '@tributary/contracts'
import { Avatar, ConfirmDialog, useFormats } from '@tributary/ui'
import { type ReactNode, useState } from 'react'
import { trpc } from '../../api/trpc.ts'
import { type Choice, ChoiceDialog } from '../../forms/choice-dialog.tsx'
import { useMay, useMe } from '../../session/session.ts'
import { lostWords, plural, rejectWords, stageWords } from '../../words.ts'
import { type LeadChange, type Meant, useLeadChanges } from './lead-changes.ts'

export type Asked = 'assign' | 'stage' | 'reject' | 'lost'
type Asking = { readonly what: Asked; readonly meant: Meant; readonly current?: string | null }
type Confirming = { readonly meant: Meant; readonly change: LeadChange }

/** So many are changed without a question; more are worth a second look. */
const MOST_UNASKED = 100
const POOL = 'pool'

const verbOf = (change: LeadChange): string => {
  if (change.kind === 'remove') return 'Delete'
  if (change.kind === 'assign') return 'Assign'
  if (change.kind === 'move') return `Move to ${stageWords[change.to]}:`
  return change.to === 'accepted' ? 'Accept' : change.to === 'rejected' ? 'Reject' : 'Reset the decision on'
}

export type LeadActions = {
  readonly pending: boolean
  /** Does it, after a question when more than a hundred leads are meant. */
  readonly apply: (meant: Meant, change: LeadChange) => void
  /** Opens the list of owners, stages or reasons. */
  readonly ask: (what: Asked, meant: Meant, current?: string | null) => void
  /** Put it somewhere on the page. */
  readonly dialogs: ReactNode
}

/** Why somebody gets no list of owners: a rep has one, with themselves in it. */
export const whyNoOwner = (may: ReturnType<typeof useMay>): string | undefined =>
  may.can('leads.assign') ? undefined : may.whyNot('leads.write.own')

/** Everything that can be done to leads, by button and by key, on the list and on the detail. */
export const useLeadActions = (): LeadActions => {
  const formats = useFormats()
  const me = useMe()
  const may = useMay()
  const { change, pending } = useLeadChanges()
  const [asking, setAsking] = useState<Asking | null>(null)
  const [confirming, setConfirming] = useState<Confirming | null>(null)
  const people = trpc.leads.choices.useQuery(undefined, {
    enabled: asking?.what === 'assign',
    staleTime: 60_000,
  })

  const apply = (meant: Meant, wanted: LeadChange): void => {
    if (meant.count > MOST_UNASKED) setConfirming({ meant, change: wanted })
    else change(meant, wanted)
  }
  const counted = (count: number): string => `${formats.count(count)} ${plural(count, 'lead')}`
  const choicesOf = ({ what, current }: Asking): Choice[] => {
    if (what === 'reject') return REJECT_REASONS.map((value) => ({ value, label: rejectWords[value] }))
    if (what === 'lost') return LOST_REASONS.map((value) => ({ value, label: lostWords[value] }))
    if (what === 'stage')
      return STAGES.map((value) => ({ value, label: stageWords[value], current: value === current }))
    // Who may not give leads to others may still take them.
    const choosable = (people.data?.owners ?? []).filter(
      ({ id }) => may.can('leads.assign') || id === me.memberId,
    )
    const owners = [...choosable].sort(
      (one, other) => Number(other.id === me.memberId) - Number(one.id === me.memberId),
    )
    return [
      ...owners.map(({ id, name }) => ({
        value: id,
        label: id === me.memberId ? `${name} (me)` : name,
        icon: <Avatar name={name} size="small" decorative />,
        current: id === current,
      })),
      { value: POOL, label: 'Nobody: back to the pool', hint: 'the rules decide', current: current === null },
    ]
  }
  const choose = ({ what, meant }: Asking, value: string): void => {
    if (what === 'stage' && value === 'lost') return setAsking({ what: 'lost', meant })
    setAsking(null)
    if (what === 'reject') apply(meant, { kind: 'review', to: 'rejected', reason: value as RejectReason })
    else if (what === 'lost') apply(meant, { kind: 'move', to: 'lost', lostReason: value as LostReason })
    else if (what === 'stage') apply(meant, { kind: 'move', to: value as Stage })
    else {
      const owner = people.data?.owners.find(({ id }) => id === value)
      apply(meant, { kind: 'assign', to: owner ?? null })
    }
  }
  const titles: Record<Asked, (count: number) => string> = {
    assign: (count) => `Assign ${counted(count)}`,
    stage: (count) => `Move ${counted(count)}`,
    reject: (count) => `Why reject ${counted(count)}?`,
    lost: (count) => `Why ${count === 1 ? 'is' : 'are'} ${counted(count)} lost?`,
  }
  return {
    pending,
    apply,
    ask: (what, meant, current) => setAsking({ what, meant, ...(current === undefined ? {} : { current }) }),
    dialogs: (
      <>
        <ChoiceDialog
          key={asking?.what ?? 'none'}
          open={asking !== null}
          onOpenChange={(open) => !open && setAsking(null)}
          title={asking ? titles[asking.what](asking.meant.count) : ''}
          choices={asking ? choicesOf(asking) : []}
          onChoose={(value) => asking && choose(asking, value)}
        />
        <ConfirmDialog
          open={confirming !== null}
          onOpenChange={(open) => !open && setConfirming(null)}
          title={confirming ? `${verbOf(confirming.change)} ${counted(confirming.meant.count)}?` : ''}
          confirm={confirming ? `${verbOf(confirming.change)} ${counted(confirming.meant.count)}` : ''}
          tone={confirming?.change.kind === 'remove' ? 'danger' : 'primary'}
          onConfirm={() => {
            if (confirming) change(confirming.meant, confirming.change)
            setConfirming(null)
          }}
        >
          All of them are changed together, and can be undone together.
        </ConfirmDialog>
      </>
    ),
  }
}
