import { RecordSpend, type SpendRow } from '@tributary/contracts'
import { Button, Field, Input, NumberField, toast } from '@tributary/ui'
import { Trash2 } from 'lucide-react'
import { z } from 'zod'
import { failureOf, trpc } from '../../../api/trpc.ts'
import { errorOf, TextField } from '../../../forms/fields.tsx'
import { Form } from '../../../forms/form.tsx'
import { MoneyInput } from '../../../forms/money-input.tsx'
import { sending, useZodForm } from '../../../forms/use-zod-form.ts'
import { useMe } from '../../../session/session.ts'
import { refreshSpend, undoableSpend } from './refresh-spend.ts'

const Values = z.object({
  day: z.iso.date('Enter a date.'),
  source: RecordSpend.shape.source.unwrap(),
  content: RecordSpend.shape.content.unwrap(),
  amountMinor: z
    .int('Enter an amount.')
    .nullable()
    .refine((minor) => minor !== null, 'Enter an amount.'),
  impressions: RecordSpend.shape.impressions.unwrap(),
  clicks: RecordSpend.shape.clicks.unwrap(),
})

type SpendFormProps = {
  campaignId: string
  day: string
  today: string
  /** The line to change; a new one without it. Its day and source say which line it is and stay. */
  row?: SpendRow | undefined
  onDone: () => void
  onCancel: () => void
}

/** What a day of a campaign cost and brought, by hand. */
export const SpendForm = ({ campaignId, day, today, row, onDone, onCancel }: SpendFormProps) => {
  const { organization } = useMe()
  const currency = row?.amount.currency ?? organization.currency
  const record = trpc.spend.record.useMutation()
  const remove = trpc.spend.remove.useMutation({
    onSuccess: async ({ undoId }) => {
      toast.success('Line removed', undoableSpend(undoId))
      onDone()
      await refreshSpend()
    },
    onError: (error) => toast.error('The line was not removed', { description: failureOf(error).message }),
  })
  const form = useZodForm(Values, {
    defaultValues: {
      day,
      source: row?.source ?? '',
      content: row?.content ?? '',
      amountMinor: row?.amount.minor ?? null,
      impressions: row?.impressions ?? 0,
      clicks: row?.clicks ?? 0,
    },
  })
  const submit = sending(form, async ({ amountMinor, ...values }) => {
    const { undoId, unchanged } = await record.mutateAsync({
      campaignId,
      ...values,
      amountMinor: amountMinor ?? 0,
      currency,
    })
    if (unchanged > 0) toast.say('Nothing to change')
    else toast.success('Spend recorded', undoableSpend(undoId))
    onDone()
    await refreshSpend()
  })
  const number = (name: 'impressions' | 'clicks', label: string) => (
    <Field label={label} error={errorOf(form, name)} name={name}>
      <NumberField
        value={form.watch(name)}
        min={0}
        onChange={(value) => form.setValue(name, value ?? 0, { shouldDirty: true })}
      />
    </Field>
  )
  return (
    <Form
      form={form}
      onSubmit={submit}
      submit={row ? 'Save changes' : 'Record spend'}
      beside={
        <>
          <Button tone="ghost" onClick={onCancel}>
            Cancel
          </Button>
          {row ? (
            <Button
              className="ms-auto"
              icon={<Trash2 aria-hidden />}
              pending={remove.isPending}
              onClick={() =>
                remove.mutate({ campaignId, day: row.day, source: row.source, content: row.content })
              }
            >
              Remove
            </Button>
          ) : null}
        </>
      }
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Day" required error={errorOf(form, 'day')} name="day">
          <Input type="date" max={today} readOnly={row !== undefined} {...form.register('day')} />
        </Field>
        <Field label="Spend" required error={errorOf(form, 'amountMinor')} name="amountMinor">
          <MoneyInput
            value={form.watch('amountMinor')}
            currency={currency}
            onChange={(minor) =>
              form.setValue('amountMinor', minor, { shouldDirty: true, shouldValidate: true })
            }
          />
        </Field>
        {number('impressions', 'Impressions')}
        {number('clicks', 'Clicks')}
        <TextField
          form={form}
          name="source"
          label="Reported by"
          hint="Such as google; may stay empty"
          readOnly={row !== undefined}
        />
        <TextField
          form={form}
          name="content"
          label="Ad content"
          hint="Its utm_content; empty is the campaign as a whole"
          readOnly={row !== undefined}
        />
      </div>
    </Form>
  )
}
