import { Banner, Combobox, Field, Sheet, Switch, toast } from '@tributary/ui'
import { useMemo } from 'react'
import { Controller, useWatch } from 'react-hook-form'
import { type Outputs, trpc } from '../../../api/trpc.ts'
import { TextField } from '../../../forms/fields.tsx'
import { Form } from '../../../forms/form.tsx'
import { timeZones } from '../../../forms/region-options.ts'
import { dropDraft, type Form as FormState, sending, useZodForm } from '../../../forms/use-zod-form.ts'
import { useMay, useMe } from '../../../session/session.ts'
import {
  type AvailabilityValues,
  AvailabilityWords,
  fullChange,
  ownChange,
  valuesOf,
} from './availability-form.ts'
import { OFFICE_HOURS, type Weekday } from './hours.ts'
import { HoursEditor } from './hours-editor.tsx'
import { WorkloadFields } from './workload-fields.tsx'

type MemberRow = Outputs['members']['list'][number]
type AvailabilityForm = FormState<AvailabilityValues>
type AvailabilitySheetProps = { member: MemberRow; disabledReason?: string; onClose: () => void }

const useSave = (member: MemberRow) => {
  const me = useMe()
  const may = useMay()
  const utils = trpc.useUtils()
  const onSuccess = (saved: MemberRow) =>
    utils.members.list.setData(undefined, (old) => old?.map((row) => (row.id === saved.id ? saved : row)))
  const own = trpc.members.changeOwnAvailability.useMutation({ onSuccess })
  const any = trpc.members.changeAvailability.useMutation({ onSuccess })
  return (values: AvailabilityValues): Promise<MemberRow> =>
    !may.can('team.manage') && member.id === me.memberId
      ? own.mutateAsync(ownChange(values))
      : any.mutateAsync(fullChange(member.id, values))
}

/** When somebody takes leads, and how many. */
export const AvailabilitySheet = ({ member, disabledReason, onClose }: AvailabilitySheetProps) => {
  const may = useMay()
  const zones = useMemo(() => timeZones(), [])
  const save = useSave(member)
  const draft = `availability.${member.id}`
  const before = valuesOf(member, OFFICE_HOURS)
  const form = useZodForm(AvailabilityWords, { defaultValues: before, draft })
  const [always, takesLeads] = useWatch({ control: form.control, name: ['always', 'takesLeads'] })
  const submit = sending(form, async (values) => {
    await save(values)
    dropDraft(draft)
    onClose()
    toast.success(`The availability of ${member.name} is saved`, {
      undo: () => save(before),
    })
  })
  return (
    <Sheet open onOpenChange={(open) => open || onClose()} title={member.name}>
      {disabledReason ? (
        <Banner tone="info" className="mb-4 rounded-md">
          {disabledReason}
        </Banner>
      ) : null}
      <Form form={form} onSubmit={submit} submit="Save availability" disabledReason={disabledReason}>
        <Controller
          control={form.control}
          name="takesLeads"
          render={({ field }) => (
            <Switch
              checked={field.value}
              onChange={field.onChange}
              label="Takes leads"
              hint={takesLeads ? undefined : 'No lead is given by the rules until this is on again.'}
            />
          )}
        />
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-2 font-semibold text-sm">Working hours</legend>
          <Controller
            control={form.control}
            name="always"
            render={({ field }) => (
              <Switch checked={field.value} onChange={field.onChange} label="At any hour" />
            )}
          />
          {always ? null : (
            <Controller
              control={form.control}
              name="hours"
              render={({ field }) => (
                <HoursEditor
                  value={field.value}
                  onChange={field.onChange}
                  errorOf={(day) => dayError(form, day)}
                />
              )}
            />
          )}
          <Controller
            control={form.control}
            name="timeZone"
            render={({ field, fieldState }) => (
              <Field label="Time zone" error={fieldState.error?.message}>
                <Combobox
                  options={zones}
                  value={field.value}
                  onChange={(zone) => field.onChange(zone ?? '')}
                />
              </Field>
            )}
          />
        </fieldset>
        <fieldset>
          <legend className="mb-2 font-semibold text-sm">Away</legend>
          <div className="grid grid-cols-2 gap-3">
            <TextField form={form} name="awayFrom" label="First day" type="date" />
            <TextField form={form} name="awayTo" label="Last day" type="date" />
          </div>
        </fieldset>
        {may.can('team.manage') ? <WorkloadFields form={form} /> : null}
      </Form>
    </Sheet>
  )
}

const dayError = (form: AvailabilityForm, day: Weekday): string | undefined => {
  const errors: { hours?: Partial<Record<Weekday, unknown>> } = form.formState.errors
  return errors.hours?.[day] ? 'Each time ends after it begins.' : undefined
}
