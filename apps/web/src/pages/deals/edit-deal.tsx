import type { DealDetail } from '@tributary/contracts'
import { Field, Input, toast, useFormats } from '@tributary/ui'
import { useState } from 'react'
import { z } from 'zod'
import { trpc } from '../../api/trpc.ts'
import { EditForm } from '../../forms/edit-form.tsx'
import { errorOf } from '../../forms/fields.tsx'
import { MoneyInput } from '../../forms/money-input.tsx'
import { useZodForm } from '../../forms/use-zod-form.ts'
import { refreshLeads, undoable } from '../leads/undo.ts'

const Values = z.object({
  amountMinor: z
    .int('Enter an amount.')
    .nullable()
    .refine((minor) => minor !== null, 'Enter an amount.'),
  expectedClose: z.union([z.literal(''), z.iso.date('Enter a date.')]),
})
type Values = z.infer<typeof Values>

const LABELS = { amountMinor: 'Value', expectedClose: 'Expected close' } satisfies Record<
  keyof Values,
  string
>

const readOf = (deal: DealDetail) => ({
  values: { amountMinor: deal.amount.minor, expectedClose: deal.expectedClose ?? '' } as Values,
  at: deal.updatedAt,
})

/** What the deal is worth and when it is expected to close. */
export const EditDeal = ({ deal, onClose }: { deal: DealDetail; onClose: () => void }) => {
  const formats = useFormats()
  const utils = trpc.useUtils()
  const [read] = useState(() => readOf(deal))
  const form = useZodForm(Values, { defaultValues: read.values })
  const edit = trpc.deals.edit.useMutation()
  const { currency } = deal.amount
  const textOf = (key: keyof Values, value: unknown): string => {
    if (key === 'amountMinor' && typeof value === 'number') return formats.money({ minor: value, currency })
    return typeof value === 'string' && value !== '' ? formats.dayYear(value) : ''
  }
  return (
    <EditForm
      form={form}
      read={read}
      readNow={async () => readOf(await utils.deals.read.fetch({ id: deal.id }, { staleTime: 0 }))}
      send={async ({ amountMinor, expectedClose }, expectedUpdatedAt) => {
        const { undoId } = await edit.mutateAsync({
          id: deal.id,
          ...(amountMinor == null ? {} : { amountMinor }),
          ...(expectedClose === undefined ? {} : { expectedClose: expectedClose || null }),
          expectedUpdatedAt,
        })
        toast.success('Saved', undoId ? undoable(undoId) : {})
      }}
      labels={LABELS}
      textOf={textOf}
      onDone={(changed) => {
        onClose()
        if (changed) void refreshLeads()
      }}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={LABELS.amountMinor} required error={errorOf(form, 'amountMinor')} name="amountMinor">
          <MoneyInput
            value={form.watch('amountMinor')}
            currency={currency}
            onChange={(minor) =>
              form.setValue('amountMinor', minor, { shouldDirty: true, shouldValidate: true })
            }
          />
        </Field>
        <Field label={LABELS.expectedClose} error={errorOf(form, 'expectedClose')} name="expectedClose">
          <Input type="date" {...form.register('expectedClose')} />
        </Field>
      </div>
    </EditForm>
  )
}
