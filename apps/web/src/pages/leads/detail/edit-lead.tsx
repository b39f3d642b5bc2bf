import { EditLead as EditLeadInput, type LeadDetail } from '@tributary/contracts'
import { Banner, Button, Dialog, Field, Select, toast } from '@tributary/ui'
import { useState } from 'react'
import { z } from 'zod'
import { failureOf, type Inputs, trpc } from '../../../api/trpc.ts'
import { TextareaField, TextField } from '../../../forms/fields.tsx'
import { Form } from '../../../forms/form.tsx'
import { MoneyInput } from '../../../forms/money-input.tsx'
import { showFailure, useZodForm } from '../../../forms/use-zod-form.ts'
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

const EditForm = ({ detail, onClose }: Omit<EditLeadProps, 'open'>) => {
  const { organization } = useMe()
  const form = useZodForm(Values, { defaultValues: typedOf(detail) })
  const choices = trpc.leads.choices.useQuery(undefined, { staleTime: 60_000 })
  const edit = trpc.leads.edit.useMutation()
  /** As it was when the form was opened: what changes since then is a conflict. */
  const [readAt] = useState(detail.lead.updatedAt)
  const [conflict, setConflict] = useState<{ message: string; sent: Sent } | null>(null)

  const send = async (sent: Sent): Promise<void> => {
    try {
      const { undoId } = await edit.mutateAsync(sent)
      toast.success('Saved', undoId ? undoable(undoId) : {})
      onClose()
      await refreshLeads()
    } catch (error) {
      const failure = failureOf(error)
      if (failure.code === 'CONFLICT' && !failure.field) setConflict({ message: failure.message, sent })
      else showFailure(form, error)
    }
  }
  const submit = form.handleSubmit(async (values) => {
    const touched = form.formState.dirtyFields as Readonly<Record<string, boolean>>
    const sent: Record<string, unknown> = {}
    for (const [key, value] of Object.entries(values))
      if (touched[key]) sent[key] = value === '' ? null : value
    if (Object.keys(sent).length === 0) return onClose()
    await send({ id: detail.lead.id, ...sent, expectedUpdatedAt: readAt } as Sent)
  })
  const pick = (
    name: 'productId' | 'sourceId',
    label: string,
    options: readonly { id: string; name: string }[] | undefined,
    nothing: string,
  ) => (
    <Field label={label}>
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
    <Form
      form={form}
      onSubmit={submit}
      submit="Save changes"
      beside={
        <Button tone="ghost" onClick={onClose}>
          Cancel
        </Button>
      }
    >
      {conflict ? (
        <Banner
          tone="warning"
          className="flex-wrap rounded-md"
          action={
            <span className="flex gap-2">
              <Button
                size="small"
                onClick={() => {
                  const { expectedUpdatedAt: _read, ...mine } = conflict.sent
                  setConflict(null)
                  void send(mine)
                }}
              >
                Keep mine
              </Button>
              <Button
                size="small"
                onClick={() => {
                  onClose()
                  void refreshLeads()
                }}
              >
                Keep theirs
              </Button>
            </span>
          }
        >
          {conflict.message}
        </Banner>
      ) : null}
      <div className="grid gap-4 sm:grid-cols-2">
        {detail.contact.erased ? null : (
          <>
            <TextField form={form} name="firstName" label="First name" required />
            <TextField form={form} name="lastName" label="Last name" required />
            <TextField form={form} name="email" label="E-mail" type="email" required />
            <TextField form={form} name="phone" label="Phone" type="tel" />
          </>
        )}
        <TextField form={form} name="company" label="Company" />
        <TextField form={form} name="industry" label="Industry" />
        <TextField form={form} name="country" label="Country" hint="Two letters, such as IN" />
        <TextField form={form} name="region" label="Region" hint="As in the offices, such as IN-MH" />
        <TextField form={form} name="serviceInterest" label="Asked for" />
        {pick('productId', 'Product or service', choices.data?.products, 'None')}
        <TextField form={form} name="urgency" label="Urgency" />
        <TextField form={form} name="budgetRange" label="Budget" />
        <TextField form={form} name="timeline" label="Time frame" />
        <Field label="Value" hint="What the lead may be worth">
          <MoneyInput
            value={form.watch('valueMinor') ?? null}
            currency={detail.lead.value?.currency ?? organization.currency}
            onChange={(minor) => form.setValue('valueMinor', minor, { shouldDirty: true })}
          />
        </Field>
        {pick('sourceId', 'Data source', choices.data?.sources, 'The lead itself')}
        <TextareaField form={form} name="message" label="Message" className="sm:col-span-2" />
      </div>
      <p className="text-muted text-sm">What the score looks at is scored again when it is saved.</p>
    </Form>
  )
}

export const EditLead = ({ detail, open, onClose }: EditLeadProps) => (
  <Dialog open={open} onOpenChange={(next) => !next && onClose()} title="Edit the lead" size="large">
    {open ? <EditForm detail={detail} onClose={onClose} /> : null}
  </Dialog>
)
