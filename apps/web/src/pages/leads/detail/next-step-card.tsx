import type { LeadDetail } from '@tributary/contracts'
import { addDays } from '@tributary/kernel'
import { Button, Card, Field, Input, RelativeTime, toast, useFormats, useNow } from '@tributary/ui'
import { CalendarClock, Check, Pencil, X } from 'lucide-react'
import { useState } from 'react'
import { optimistic, patch } from '../../../api/optimistic.ts'
import { getQueryKey } from '../../../api/query-key.ts'
import { failureOf, type Inputs, trpc } from '../../../api/trpc.ts'
import { ConflictChoice } from '../../../forms/conflict-choice.tsx'
import { dayTimeOf, instantOf } from '../../../forms/day-time.ts'
import { type Read, useConflict } from '../../../forms/use-conflict.ts'
import { useToday } from '../../../range/use-today.ts'
import { useMe } from '../../../session/session.ts'
import { refreshLeads, undoable } from '../undo.ts'

type Step = { at: string; text: string }
type SetStep = Inputs['leads']['setNextStep']

/** A step that was done is one that is gone, with praise. */
const DONE = 'done'
type Planned = { step: Step | null | typeof DONE }

const readOf = ({ lead }: LeadDetail): Read<Planned> => ({
  values: { step: lead.nextStep },
  at: lead.updatedAt,
})

const QUICK = [
  { label: 'Tomorrow', days: 1 },
  { label: 'In 3 days', days: 3 },
  { label: 'In a week', days: 7 },
] as const

const StepForm = ({
  step,
  onSave,
  onCancel,
}: {
  step: Step | null
  onSave: (step: Step) => void
  onCancel: () => void
}) => {
  const { organization, timeZone } = useMe()
  const zone = timeZone || organization.timeZone
  const today = useToday()
  const [text, setText] = useState(step?.text ?? '')
  const [when, setWhen] = useState(
    step ? dayTimeOf(step.at, zone) : { day: addDays(today, 1), time: '09:00' },
  )
  const [tried, setTried] = useState(false)
  const at = instantOf(when, zone)
  return (
    <form
      className="flex flex-col gap-3"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (at && text.trim()) onSave({ at, text: text.trim() })
      }}
    >
      <Field
        label="What is to be done"
        required
        error={tried && !text.trim() ? 'Say what is to be done.' : undefined}
      >
        <Input
          autoFocus
          value={text}
          maxLength={500}
          placeholder="Call about the offer"
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      <div className="grid grid-cols-2 gap-3">
        <Field label="Day" required error={tried && !at ? 'Choose a day and a time.' : undefined}>
          <Input
            type="date"
            value={when.day}
            onChange={(event) => setWhen({ ...when, day: event.target.value })}
          />
        </Field>
        <Field label="Time" required>
          <Input
            type="time"
            value={when.time}
            onChange={(event) => setWhen({ ...when, time: event.target.value })}
          />
        </Field>
      </div>
      <div className="flex flex-wrap gap-1">
        {QUICK.map(({ label, days }) => (
          <Button key={label} size="small" onClick={() => setWhen({ ...when, day: addDays(today, days) })}>
            {label}
          </Button>
        ))}
      </div>
      <div className="flex gap-2">
        <Button type="submit" tone="primary" size="small">
          Save next step
        </Button>
        <Button tone="ghost" size="small" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  )
}

/** What to do next with this lead, and when. */
export const NextStepCard = ({ detail, locked }: { detail: LeadDetail; locked: string | null }) => {
  const { lead } = detail
  const formats = useFormats()
  const now = useNow()
  const utils = trpc.useUtils()
  const [editing, setEditing] = useState(false)
  const save = trpc.leads.setNextStep.useMutation({
    ...optimistic<SetStep>({
      asksOnConflict: true,
      patches: ({ step }) => [
        patch<LeadDetail>(getQueryKey(trpc.leads.read), (old) =>
          old.lead.id === lead.id ? { ...old, lead: { ...old.lead, nextStep: step } } : old,
        ),
      ],
      failed: 'The next step was not kept',
    }),
    onSettled: refreshLeads,
    onSuccess: ({ undoId }, { step, done }) =>
      toast.success(
        done ? 'Done' : step ? 'Next step set' : 'Next step removed',
        undoId ? undoable(undoId) : {},
      ),
  })
  // As it was when the change was begun; the conflict is about that, not about what came meanwhile.
  const [read, setRead] = useState(() => readOf(detail))
  const conflict = useConflict<Planned>({
    read: editing ? read : readOf(detail),
    readNow: async () => readOf(await utils.leads.read.fetch({ id: lead.id }, { staleTime: 0 })),
    send: async ({ step }, expectedUpdatedAt) => {
      const done = step === DONE
      await save.mutateAsync({ id: lead.id, step: done ? null : (step ?? null), done, expectedUpdatedAt })
    },
    // What went wrong stands below the step.
    failed: () => undefined,
    onTheirs: () => void refreshLeads(),
  })
  const send = (step: Planned['step']): void => {
    setEditing(false)
    void conflict.save({ step })
  }
  const edit = (): void => {
    setRead(readOf(detail))
    setEditing(true)
  }
  const textOf = (_key: 'step', step: unknown): string => {
    if (step === DONE) return 'Done'
    const planned = step as Step | null
    return planned ? `${planned.text}, ${formats.dateTime(new Date(planned.at))}` : 'No next step'
  }
  const late = lead.nextStep !== null && new Date(lead.nextStep.at) < now
  const failure = save.error && !conflict.conflict ? failureOf(save.error) : null
  return (
    <Card title="Next step">
      <ConflictChoice
        conflict={conflict.conflict}
        labelOf={() => 'Next step'}
        textOf={textOf}
        onMine={conflict.keepMine}
        onTheirs={conflict.takeTheirs}
        pending={save.isPending}
      />
      {editing ? (
        <StepForm step={lead.nextStep} onSave={(step) => send(step)} onCancel={() => setEditing(false)} />
      ) : lead.nextStep ? (
        <div className="flex flex-col gap-2">
          <p className="flex flex-wrap items-baseline gap-x-2 text-sm">
            <span className="font-medium">{lead.nextStep.text}</span>
            <span className={late ? 'text-danger' : 'text-muted'}>
              {formats.dateTime(new Date(lead.nextStep.at))} (<RelativeTime at={lead.nextStep.at} />
              {late ? ' late' : ''})
            </span>
          </p>
          <div className="flex flex-wrap gap-1">
            <Button
              size="small"
              icon={<Check aria-hidden />}
              disabledReason={locked}
              onClick={() => send(DONE)}
            >
              Done
            </Button>
            <Button
              size="small"
              tone="ghost"
              icon={<Pencil aria-hidden />}
              disabledReason={locked}
              onClick={edit}
            >
              Change
            </Button>
            <Button
              size="small"
              tone="ghost"
              icon={<X aria-hidden />}
              disabledReason={locked}
              onClick={() => send(null)}
            >
              Remove
            </Button>
          </div>
        </div>
      ) : (
        <div className="flex flex-wrap items-center gap-3">
          <p className="text-muted text-sm">Nothing is planned.</p>
          <Button size="small" icon={<CalendarClock aria-hidden />} disabledReason={locked} onClick={edit}>
            Plan a next step
          </Button>
        </div>
      )}
      {failure && !editing ? (
        <p role="alert" className="mt-2 text-danger text-sm">
          {failure.message}
        </p>
      ) : null}
    </Card>
  )
}
