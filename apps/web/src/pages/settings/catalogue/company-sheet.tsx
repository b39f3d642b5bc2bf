import { CreateCompany } from '@tributary/contracts'
import { z } from 'zod'
import { type Outputs, trpc } from '../../../api/trpc.ts'
import { TextField } from '../../../forms/fields.tsx'
import { emptyAsNull } from '../../../forms/text-shapes.ts'
import { useZodForm } from '../../../forms/use-zod-form.ts'
import { RecordSheet } from './record-sheet.tsx'
import { useRecord, without } from './use-record.ts'

type Company = Outputs['catalogue']['companies']['items'][number]

const short = (most: number) => emptyAsNull(z.string().max(most, `At most ${most} characters.`))
const Words = z.object({
  name: CreateCompany.shape.name,
  domain: emptyAsNull(
    z
      .string()
      .toLowerCase()
      .max(253)
      .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'Enter a domain such as example.com.'),
  ),
  industry: short(120),
  size: short(60),
  country: emptyAsNull(
    z
      .string()
      .toUpperCase()
      .regex(/^[A-Z]{2}$/, 'Enter the two letters of a country, such as IN.'),
  ),
  region: short(60),
})
type Values = z.output<typeof Words>

const valuesOf = (row: Company): Values => without(row, 'id', 'createdAt')

type CompanySheetProps = { company?: Company; disabledReason?: string; onClose: () => void }

export const CompanySheet = ({ company, disabledReason, onClose }: CompanySheetProps) => {
  const utils = trpc.useUtils()
  const create = trpc.catalogue.createCompany.useMutation()
  const update = trpc.catalogue.updateCompany.useMutation()
  const remove = trpc.catalogue.deleteCompany.useMutation()
  const record = useRecord<Values, Company>({
    one: 'company',
    create: create.mutateAsync,
    update: update.mutateAsync,
    remove: remove.mutateAsync,
    refresh: () => utils.catalogue.companies.invalidate(),
    valuesOf,
    row: company,
    onClose,
  })
  const form = useZodForm(Words, {
    draft: record.draft,
    defaultValues: {
      name: company?.name ?? '',
      domain: company?.domain ?? '',
      industry: company?.industry ?? '',
      size: company?.size ?? '',
      country: company?.country ?? '',
      region: company?.region ?? '',
    },
  })
  return (
    <RecordSheet {...record.sheet(form, (values) => values)} disabledReason={disabledReason}>
      <TextField form={form} name="name" label="Name" required />
      <TextField
        form={form}
        name="domain"
        label="Domain"
        placeholder="example.com"
        hint="Leads with an e-mail address there belong to it."
      />
      <div className="grid grid-cols-2 gap-3">
        <TextField form={form} name="industry" label="Industry" />
        <TextField form={form} name="size" label="Size" placeholder="201-500" />
        <TextField form={form} name="region" label="Region" />
        <TextField form={form} name="country" label="Country" placeholder="IN" />
      </div>
    </RecordSheet>
  )
}
