import { CreateSource } from '@tributary/contracts'
import { Field, NumberField, Switch } from '@tributary/ui'
import { Controller } from 'react-hook-form'
import { z } from 'zod'
import { type Outputs, trpc } from '../../../api/trpc.ts'
import { TextareaField, TextField } from '../../../forms/fields.tsx'
import { useZodForm } from '../../../forms/use-zod-form.ts'
import { RecordSheet } from './record-sheet.tsx'
import { useRecord, without } from './use-record.ts'

type Source = Outputs['catalogue']['sources'][number]

const shape = CreateSource.shape
const Words = z.object({
  name: shape.name,
  type: shape.type.unwrap(),
  url: shape.url.unwrap(),
  trustScore: shape.trustScore.unwrap(),
  description: shape.description.unwrap(),
  active: shape.active.unwrap(),
})
type Values = z.output<typeof Words> & { lastCrawledAt: string | null }

const valuesOf = (row: Source): Values => without(row, 'id', 'uses', 'createdAt')

type SourceSheetProps = { source?: Source; disabledReason?: string; onClose: () => void }

export const SourceSheet = ({ source, disabledReason, onClose }: SourceSheetProps) => {
  const utils = trpc.useUtils()
  const create = trpc.catalogue.createSource.useMutation()
  const update = trpc.catalogue.updateSource.useMutation()
  const remove = trpc.catalogue.deleteSource.useMutation()
  const record = useRecord<Values, Source>({
    one: 'source',
    create: create.mutateAsync,
    update: update.mutateAsync,
    remove: remove.mutateAsync,
    refresh: () => utils.catalogue.sources.invalidate(),
    valuesOf,
    row: source,
    onClose,
  })
  const form = useZodForm(Words, {
    draft: record.draft,
    defaultValues: {
      name: source?.name ?? '',
      type: source?.type ?? '',
      url: source?.url ?? '',
      trustScore: source?.trustScore ?? null,
      description: source?.description ?? '',
      active: source?.active ?? true,
    },
  })
  // When it was read last is the reader's to say; saving keeps it.
  const lastCrawledAt = source?.lastCrawledAt ?? null
  const uses = source?.uses ?? 0
  return (
    <RecordSheet
      {...record.sheet(form, (values) => ({ ...values, lastCrawledAt }))}
      disabledReason={disabledReason}
      keepReason={uses > 0 ? 'Leads refer to it. Switch it off instead.' : null}
    >
      <TextField form={form} name="name" label="Name" required />
      <TextField form={form} name="type" label="Type" placeholder="Company register" />
      <TextField form={form} name="url" label="Address" type="url" placeholder="https://…" />
      <Controller
        control={form.control}
        name="trustScore"
        render={({ field, fieldState }) => (
          <Field
            label="Trust"
            hint="0 to 100. Leave it empty while you do not know."
            error={fieldState.error?.message}
          >
            <NumberField value={field.value} onChange={field.onChange} min={0} max={100} />
          </Field>
        )}
      />
      <TextareaField form={form} name="description" label="Description" />
      <Controller
        control={form.control}
        name="active"
        render={({ field }) => <Switch checked={field.value} onChange={field.onChange} label="In use" />}
      />
    </RecordSheet>
  )
}
