import { EditLead as EditLeadInput, type LeadDetail } from '@tributary/contracts'
import { Dialog, Field, Select, toast, useFormats } from '@tributary/ui'
import { useState } from 'react'
import { z } from 'zod'
import { type Inputs, trpc } from '../../../api/trpc.ts'
import { EditForm } from '../../../forms/edit-form.tsx'
import { TextareaField, TextField } from '../../../forms/fields.tsx'
import { MoneyInput } from '../../../forms/money-input.tsx'
import { useZodForm } from '../../../forms/use-zod-form.ts'
import { useMe } from '../../../session/session.ts'
import { refreshLeads, undoable } from '../undo.ts'

const Values = EditLeadInput.omit({ id: true, expectedUpdatedAt: true }).extend({
  country: z.union([z.literal(''), EditLeadInput.shape.country]),
})
type Typed = z.input<typeof Values>
type Sent = Inputs['leads']['edit']

const NONE = 'none'

const typedOf = ({ lead, contact, facts, source }: LeadDetail): Typed => ({
  firstName: contact.firstName,
  lastName: contact.lastName,
  email: contact.email,
  phone: contact.phone ?? '',
  company: lead.company ?? '',
  industry: lead.industry ?? '',
  country: lead.country ?? '',
  region: lead.region ?? '',
  serviceInterest: lead.service ?? '',
  productId: lead.product?.id ?? null,
  sourceId: source?.id ?? null,
  urgency: facts.urgencyText ?? lead.urgency ?? '',
  budgetRange: facts.budgetRange ?? '',
  timeline: facts.timeline ?? '',
  message: facts.message ?? '',
  valueMinor: lead.value?.minor ?? null,
})

type EditLeadProps = { detail: LeadDetail; open: boolean; onClose: () => void }

const LABELS = {
  firstName: 'First name',
  lastName: 'Last name',
  email: 'E-mail',
  phone: 'Phone',
  company: 'Company',
  industry: 'Industry',
  country: 'Country',
  region: 'Region',
  serviceInterest: 'Asked for',
  productId: 'Product or service',
  sourceId: 'Data source',
  urgency: 'Urgency',
  budgetRange: 'Budget',
  timeline: 'Time frame',
  message: 'Message',
  valueMinor: 'Value',
} satisfies Record<keyof Typed, string>

const readOf = (detail: LeadDetail) => ({ values: typedOf(detail), at: detail.lead.updatedAt })

const LeadForm = ({ detail, onClose }: Omit<EditLeadProps, 'open'>) => {
  const { organization } = useMe()
  const formats = useFormats()
  const utils = trpc.useUtils()
  const [read] = useState(() => readOf(detail))
  const form = useZodForm(Values, { defaultValues: read.values })
  const choices = trpc.leads.choices.useQuery(undefined, { staleTime: 60_000 })
  const edit = trpc.leads.edit.useMutation()
  const currency = detail.lead.value?.currency ?? organization.currency
  const textOf = (key: keyof Typed, value: unknown): string => {
    const named =
      key === 'productId' ? choices.data?.products : key === 'sourceId' ? choices.data?.sources : []
    if (key === 'valueMinor' && typeof value === 'number') return formats.money({ minor: value, currency })
    const text = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
    return named?.find(({ id }) => id === value)?.name ?? text
  }
  const pick = (
    name: 'productId' | 'sourceId',
    options: readonly { id: string; name: string }[] | undefined,
    nothing: string,
  ) => (
    <Field label={LABELS[name]}>
      <Select
        options={[
          { value: NONE, label: nothing },
          ...(options ?? []).map((one) => ({ value: one.id, label: one.name })),
        ]}
        value={form.watch(name) ?? NONE}
        onChange={(value) => form.setValue(name, value === NONE ? null : value, { shouldDirty: true })}
      />
    </Field>
  )
  return (
    <EditForm
      form={form}
      read={read}
      readNow={async () => readOf(await utils.leads.read.fetch({ id: detail.lead.id }, { staleTime: 0 }))}
      send={async (mine, expectedUpdatedAt) => {
        const sent = Object.fromEntries(
          Object.entries(mine).map(([key, value]) => [key, value === '' ? null : value]),
        )
        const { undoId } = await edit.mutateAsync({ id: detail.lead.id, ...sent, expectedUpdatedAt } as Sent)
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
        {detail.contact.erased ? null : (
          <>
            <TextField form={form} name="firstName" label={LABELS.firstName} required />
            <TextField form={form} name="lastName" label={LABELS.lastName} required />
            <TextField form={form} name="email" label={LABELS.email} type="email" required />
            <TextField form={form} name="phone" label={LABELS.phone} type="tel" />
          </>
        )}
        <TextField form={form} name="company" label={LABELS.company} />
        <TextField form={form} name="industry" label={LABELS.industry} />
        <TextField form={form} name="country" label={LABELS.country} hint="Two letters, such as IN" />
        <TextField form={form} name="region" label={LABELS.region} hint="As in the offices, such as IN-MH" />
        <TextField form={form} name="serviceInterest" label={LABELS.serviceInterest} />
        {pick('productId', choices.data?.products, 'None')}
        <TextField form={form} name="urgency" label={LABELS.urgency} />
        <TextField form={form} name="budgetRange" label={LABELS.budgetRange} />
        <TextField form={form} name="timeline" label={LABELS.timeline} />
        <Field label={LABELS.valueMinor} hint="What the lead may be worth">
          <MoneyInput
            value={form.watch('valueMinor') ?? null}
            currency={currency}
            onChange={(minor) => form.setValue('valueMinor', minor, { shouldDirty: true })}
          />
        </Field>
        {pick('sourceId', choices.data?.sources, 'The lead itself')}
        <TextareaField form={form} name="message" label={LABELS.message} className="sm:col-span-2" />
      </div>
      <p className="text-muted text-sm">What the score looks at is scored again when it is saved.</p>
    </EditForm>
  )
}

export const EditLead = ({ detail, open, onClose }: EditLeadProps) => (
  <Dialog open={open} onOpenChange={(next) => !next && onClose()} title="Edit the lead" size="large">
    {open ? <LeadForm detail={detail} onClose={onClose} /> : null}
  </Dialog>
)
