import { CreateProduct } from '@tributary/contracts'
import { decimalFromMinor, minorFromDecimal } from '@tributary/kernel'
import { Segmented, Switch } from '@tributary/ui'
import { useMemo } from 'react'
import { Controller } from 'react-hook-form'
import { z } from 'zod'
import { type Outputs, trpc } from '../../../api/trpc.ts'
import { TextareaField, TextField } from '../../../forms/fields.tsx'
import { emptyAsNull } from '../../../forms/text-shapes.ts'
import { useZodForm } from '../../../forms/use-zod-form.ts'
import { WordsField } from '../../../forms/words-field.tsx'
import { useMe } from '../../../session/session.ts'
import { RecordSheet } from './record-sheet.tsx'
import { useRecord, without } from './use-record.ts'

type Product = Outputs['catalogue']['products'][number]

const shape = CreateProduct.shape
const MOST_MINOR = 1_000_000_000_000

const priceIn = (currency: string): z.ZodType<number, string> =>
  z.string().transform((text, context): number => {
    try {
      const minor = minorFromDecimal(text.replaceAll(/[\s,]/g, ''), currency)
      if (minor >= 0 && minor <= MOST_MINOR) return minor
    } catch {
      // said below
    }
    context.addIssue({ code: 'custom', message: 'Enter an amount such as 1250.00.' })
    return z.NEVER
  })

const wordsIn = (currency: string) =>
  z.object({
    kind: shape.kind,
    code: shape.code,
    name: shape.name,
    category: shape.category.unwrap(),
    description: shape.description.unwrap(),
    recommendationDetails: shape.recommendationDetails.unwrap(),
    imageUrl: emptyAsNull(
      z.url({ protocol: /^https?$/, error: 'Enter an address that begins with https://.' }),
    ),
    priceMinor: emptyAsNull(priceIn(currency)),
    aliases: shape.aliases.unwrap(),
    active: shape.active.unwrap(),
  })
type Values = z.output<ReturnType<typeof wordsIn>>

const valuesOf = (row: Product): Values => without(row, 'id', 'uses', 'createdAt', 'price')
const KINDS: { value: Product['kind']; label: string }[] = [
  { value: 'product', label: 'Product' },
  { value: 'service', label: 'Service' },
]
const NONE: readonly string[] = []

type ProductSheetProps = { product?: Product; disabledReason?: string; onClose: () => void }

export const ProductSheet = ({ product, disabledReason, onClose }: ProductSheetProps) => {
  const { organization } = useMe()
  const currency = product?.price?.currency ?? organization.currency
  const words = useMemo(() => wordsIn(currency), [currency])
  const utils = trpc.useUtils()
  const create = trpc.catalogue.createProduct.useMutation()
  const update = trpc.catalogue.updateProduct.useMutation()
  const remove = trpc.catalogue.deleteProduct.useMutation()
  const record = useRecord<Values, Product>({
    one: 'product',
    create: create.mutateAsync,
    update: update.mutateAsync,
    remove: remove.mutateAsync,
    refresh: () => utils.catalogue.products.invalidate(),
    valuesOf,
    row: product,
    onClose,
  })
  const form = useZodForm(words, {
    draft: record.draft,
    defaultValues: {
      kind: product?.kind ?? 'service',
      code: product?.code ?? '',
      name: product?.name ?? '',
      category: product?.category ?? '',
      description: product?.description ?? '',
      recommendationDetails: product?.recommendationDetails ?? '',
      imageUrl: product?.imageUrl ?? '',
      priceMinor: product?.priceMinor == null ? '' : decimalFromMinor(product.priceMinor, currency),
      aliases: product?.aliases ?? [],
      active: product?.active ?? true,
    },
  })
  const uses = product?.uses ?? 0
  return (
    <RecordSheet
      {...record.sheet(form, (values) => values)}
      disabledReason={disabledReason}
      keepReason={uses > 0 ? 'Leads or campaigns refer to it. Switch it off instead.' : null}
    >
      <Controller
        control={form.control}
        name="kind"
        render={({ field }) => (
          <Segmented label="Kind" segments={KINDS} value={field.value} onChange={field.onChange} />
        )}
      />
      <TextField form={form} name="name" label="Name" required />
      <div className="grid grid-cols-2 gap-3">
        <TextField form={form} name="code" label="Code" hint="Unique, as forms send it." required />
        <TextField form={form} name="category" label="Category" />
        <TextField form={form} name="priceMinor" label={`Price in ${currency}`} inputMode="decimal" />
      </div>
      <Controller
        control={form.control}
        name="aliases"
        render={({ field, fieldState }) => (
          <WordsField
            label="Other words for it"
            hint="What people write when they mean it. Type a word and pick it."
            value={field.value}
            onChange={field.onChange}
            known={NONE}
            error={fieldState.error?.message}
          />
        )}
      />
      <TextareaField form={form} name="description" label="Description" />
      <TextareaField
        form={form}
        name="recommendationDetails"
        label="When to recommend it"
        hint="Shown beside the recommendation on a lead."
      />
      <TextField
        form={form}
        name="imageUrl"
        label="Address of a picture"
        type="url"
        placeholder="https://…"
      />
      <Controller
        control={form.control}
        name="active"
        render={({ field }) => (
          <Switch
            checked={field.value}
            onChange={field.onChange}
            label="Offered"
            hint="What is switched off keeps its history and is recommended no more."
          />
        )}
      />
    </RecordSheet>
  )
}
