import { CreateDeal, DEAL_STEPS } from '@tributary/contracts'
import { Button, Combobox, Dialog, Field, Input, type Option, Select, toast } from '@tributary/ui'
import { useEffect, useState } from 'react'
import { z } from 'zod'
import { trpc } from '../../api/trpc.ts'
import { errorOf } from '../../forms/fields.tsx'
import { Form } from '../../forms/form.tsx'
import { MoneyInput } from '../../forms/money-input.tsx'
import { sending, useZodForm } from '../../forms/use-zod-form.ts'
import { useMe } from '../../session/session.ts'
import { dealStageWords } from '../../words.ts'
import { titleOf } from '../leads/lead-columns.tsx'
import { refreshLeads, undoable } from '../leads/undo.ts'

const TYPING_MS = 200
const FOUND = 8
const CURRENCIES = Intl.supportedValuesOf('currency')

const Values = z.object({
  leadId: z.string().min(1, 'Choose a lead.'),
  amountMinor: z
    .int('Enter an amount.')
    .nullable()
    .refine((minor) => minor !== null, 'Enter an amount.'),
  currency: CreateDeal.shape.currency.unwrap(),
  stage: z.enum(DEAL_STEPS),
  expectedClose: z.union([z.literal(''), z.iso.date('Enter a date.')]),
})

type KnownLead = { readonly id: string; readonly title: string }

/** Whose deal it is: found by company, name or e-mail. */
const LeadField = ({
  error,
  value,
  onChange,
}: {
  error: string | undefined
  value: string
  onChange: (id: string) => void
}) => {
  const [text, setText] = useState('')
  const [paused, setPaused] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text.trim()), TYPING_MS)
    return () => clearTimeout(timer)
  }, [text])
  const [chosen, setChosen] = useState<Option | null>(null)
  // The box holds the chosen lead's words, which nobody needs to look for.
  const looked = chosen?.label === paused ? '' : paused
  const leads = trpc.leads.list.useQuery(
    { filter: looked ? { text: looked } : {}, size: FOUND },
    { placeholderData: (old) => old },
  )
  const found = (leads.data?.items ?? [])
    .filter(({ locked }) => locked === null)
    .map(
      (lead): Option => ({
        value: lead.id,
        label: titleOf(lead),
        hint: [lead.company ? lead.name : null, lead.campaign.name].filter(Boolean).join(' · '),
      }),
    )
  const options = chosen && !found.some((one) => one.value === chosen.value) ? [chosen, ...found] : found
  return (
    <Field label="Lead" required error={error} hint="Type a company, a name or an e-mail address">
      <Combobox
        options={options}
        value={value || null}
        onSearch={setText}
        onChange={(id) => {
          setChosen(options.find((one) => one.value === id) ?? null)
          onChange(id ?? '')
        }}
        nothing={leads.isFetching ? 'Looking…' : 'No lead of yours matches'}
      />
    </Field>
  )
}

type NewDealProps = {
  open: boolean
  onClose: () => void
  /** Of this lead; else the lead is chosen in the form. */
  lead?: KnownLead
  onMade?: (id: string) => void
}

const NewDealForm = ({ lead, onClose, onMade }: Omit<NewDealProps, 'open'>) => {
  const { organization } = useMe()
  const create = trpc.deals.create.useMutation()
  const form = useZodForm(Values, {
    defaultValues: {
      leadId: lead?.id ?? '',
      amountMinor: null,
      currency: organization.currency,
      stage: 'proposal',
      expectedClose: '',
    },
  })
  const submit = sending(form, async ({ amountMinor, expectedClose, ...rest }) => {
    const { undoId, deals } = await create.mutateAsync({
      ...rest,
      amountMinor: amountMinor ?? 0,
      expectedClose: expectedClose || null,
    })
    toast.success('Deal opened', undoId ? undoable(undoId) : {})
    onClose()
    if (deals[0]) onMade?.(deals[0].id)
    await refreshLeads()
  })
  const currency = form.watch('currency')
  return (
    <Form
      form={form}
      onSubmit={submit}
      submit="Open the deal"
      beside={
        <Button tone="ghost" onClick={onClose}>
          Cancel
        </Button>
      }
    >
      {lead ? null : (
        <LeadField
          error={errorOf(form, 'leadId')}
          value={form.watch('leadId')}
          onChange={(id) => form.setValue('leadId', id, { shouldDirty: true, shouldValidate: true })}
        />
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Value" required error={errorOf(form, 'amountMinor')} name="amountMinor">
          <MoneyInput
            key={currency}
            value={form.watch('amountMinor')}
            currency={currency}
            onChange={(minor) => form.setValue('amountMinor', minor, { shouldDirty: true })}
          />
        </Field>
        <Field label="Currency" hint="It stays for good">
          <Combobox
            options={CURRENCIES.map((code) => ({ value: code, label: code }))}
            value={currency}
            onChange={(code) => code && form.setValue('currency', code, { shouldDirty: true })}
          />
        </Field>
        <Field label="Stage">
          <Select
            options={DEAL_STEPS.map((step) => ({ value: step, label: dealStageWords[step] }))}
            value={form.watch('stage')}
            onChange={(step) => form.setValue('stage', step, { shouldDirty: true })}
          />
        </Field>
        <Field label="Expected close" error={errorOf(form, 'expectedClose')} name="expectedClose">
          <Input type="date" {...form.register('expectedClose')} />
        </Field>
      </div>
    </Form>
  )
}

/** Opens a deal by hand, for a lead that is known or chosen here. */
export const NewDeal = ({ open, onClose, lead, onMade }: NewDealProps) => (
  <Dialog
    open={open}
    onOpenChange={(next) => !next && onClose()}
    title={lead ? `New deal with ${lead.title}` : 'New deal'}
  >
    {open ? <NewDealForm lead={lead} onClose={onClose} onMade={onMade} /> : null}
  </Dialog>
)
