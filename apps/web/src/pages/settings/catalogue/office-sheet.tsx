import { CreateOffice } from '@tributary/contracts'
import { z } from 'zod'
import { type Outputs, trpc } from '../../../api/trpc.ts'
import { TextareaField, TextField } from '../../../forms/fields.tsx'
import { emptyAsNull, numberText } from '../../../forms/text-shapes.ts'
import { useZodForm } from '../../../forms/use-zod-form.ts'
import { RecordSheet } from './record-sheet.tsx'
import { useRecord, without } from './use-record.ts'

type Office = Outputs['catalogue']['offices'][number]

const shape = CreateOffice.shape
const Words = z.object({
  name: shape.name,
  regionCode: shape.regionCode,
  address: shape.address.unwrap(),
  city: shape.city.unwrap(),
  stateProvince: shape.stateProvince.unwrap(),
  country: emptyAsNull(
    z
      .string()
      .toUpperCase()
      .regex(/^[A-Z]{2}$/, 'Enter the two letters of a country, such as IN.'),
  ),
  contactPerson: shape.contactPerson.unwrap(),
  contactEmail: shape.contactEmail.unwrap(),
  contactPhone: shape.contactPhone.unwrap(),
  latitude: emptyAsNull(
    numberText(z.number().min(-90, 'From -90 to 90.').max(90, 'From -90 to 90.'), '18.5204'),
  ),
  longitude: emptyAsNull(
    numberText(z.number().min(-180, 'From -180 to 180.').max(180, 'From -180 to 180.'), '73.8567'),
  ),
})
type Values = z.output<typeof Words>

const valuesOf = (row: Office): Values => without(row, 'id', 'uses', 'createdAt')
const textOf = (value: number | string | null | undefined): string =>
  value === null || value === undefined ? '' : String(value)

type OfficeSheetProps = { office?: Office; disabledReason?: string; onClose: () => void }

export const OfficeSheet = ({ office, disabledReason, onClose }: OfficeSheetProps) => {
  const utils = trpc.useUtils()
  const create = trpc.catalogue.createOffice.useMutation()
  const update = trpc.catalogue.updateOffice.useMutation()
  const remove = trpc.catalogue.deleteOffice.useMutation()
  const record = useRecord<Values, Office>({
    one: 'office',
    create: create.mutateAsync,
    update: update.mutateAsync,
    remove: remove.mutateAsync,
    refresh: () => Promise.all([utils.catalogue.offices.invalidate(), utils.members.list.invalidate()]),
    valuesOf,
    row: office,
    onClose,
  })
  const form = useZodForm(Words, {
    draft: record.draft,
    defaultValues: {
      name: office?.name ?? '',
      regionCode: office?.regionCode ?? '',
      address: office?.address ?? '',
      city: office?.city ?? '',
      stateProvince: office?.stateProvince ?? '',
      country: textOf(office?.country),
      contactPerson: office?.contactPerson ?? '',
      contactEmail: office?.contactEmail ?? '',
      contactPhone: office?.contactPhone ?? '',
      latitude: textOf(office?.latitude),
      longitude: textOf(office?.longitude),
    },
  })
  const uses = office?.uses ?? 0
  return (
    <RecordSheet
      {...record.sheet(form, (values) => values)}
      disabledReason={disabledReason}
      confirmDelete={
        uses > 0
          ? `${uses === 1 ? '1 member works' : `${uses} members work`} here and will have no office. That cannot be undone.`
          : null
      }
    >
      <TextField form={form} name="name" label="Name" required />
      <TextField
        form={form}
        name="regionCode"
        label="Region code"
        hint="As leads carry it, such as US-CA or IN-MH."
        required
      />
      <TextareaField form={form} name="address" label="Address" rows={2} />
      <div className="grid grid-cols-2 gap-3">
        <TextField form={form} name="city" label="City" />
        <TextField form={form} name="stateProvince" label="State or province" />
        <TextField form={form} name="country" label="Country" placeholder="IN" />
        <TextField form={form} name="contactPerson" label="Contact person" />
        <TextField form={form} name="contactEmail" label="Contact e-mail" type="email" autoComplete="off" />
        <TextField form={form} name="contactPhone" label="Contact phone" type="tel" autoComplete="off" />
        <TextField form={form} name="latitude" label="Latitude" inputMode="decimal" placeholder="18.5204" />
        <TextField form={form} name="longitude" label="Longitude" inputMode="decimal" placeholder="73.8567" />
      </div>
      <p className="-mt-2 text-subtle text-xs">
        With both coordinates, leads from elsewhere find the nearest office.
      </p>
    </RecordSheet>
  )
}
