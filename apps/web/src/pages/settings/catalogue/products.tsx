import { getRouteApi } from '@tanstack/react-router'
import { Badge, type DataColumn, Money, useFormats } from '@tributary/ui'
import { Package } from 'lucide-react'
import { useMemo } from 'react'
import { type Outputs, trpc } from '../../../api/trpc.ts'
import { useMay } from '../../../session/session.ts'
import { SettingsList } from '../settings-list.tsx'
import { useListState } from '../use-list-state.ts'
import { ProductSheet } from './product-sheet.tsx'

type Product = Outputs['catalogue']['products'][number]
const route = getRouteApi('/app/settings/products')

/** What do we sell? */
export const Products = () => {
  const may = useMay()
  const { count } = useFormats()
  const search = route.useSearch()
  const { open, onOpen } = useListState(search)
  const products = trpc.catalogue.products.useQuery({})
  const columns = useMemo(
    (): DataColumn<Product>[] => [
      {
        id: 'name',
        header: 'Name',
        fixed: true,
        sortValue: ({ name }) => name,
        cell: ({ name, active }) => (
          <span className="flex items-center gap-2">
            <span className="truncate">{name}</span>
            {active ? null : <Badge>Inactive</Badge>}
          </span>
        ),
      },
      {
        id: 'code',
        header: 'Code',
        width: 150,
        sortValue: ({ code }) => code,
        cell: ({ code }) => <span className="font-mono text-xs">{code}</span>,
      },
      {
        id: 'kind',
        header: 'Kind',
        width: 100,
        sortValue: ({ kind }) => kind,
        cell: ({ kind }) => (kind === 'service' ? 'Service' : 'Product'),
      },
      {
        id: 'category',
        header: 'Category',
        sortValue: ({ category }) => category || null,
        cell: ({ category }) => category,
      },
      {
        id: 'price',
        header: 'Price',
        width: 130,
        align: 'end',
        firstSort: 'desc',
        sortValue: ({ priceMinor }) => priceMinor,
        cell: ({ price }) => <Money value={price} unknown="No price" />,
      },
      {
        id: 'uses',
        header: 'Used',
        width: 90,
        align: 'end',
        firstSort: 'desc',
        sortValue: ({ uses }) => uses,
        cell: ({ uses }) => count(uses),
      },
    ],
    [count],
  )
  const picked = open === 'new' ? undefined : products.data?.find(({ id }) => id === open)
  return (
    <SettingsList
      title="Products"
      summary="Products and services that leads ask for. A service is recognised by its name, code or other words."
      one="product"
      icon={<Package aria-hidden />}
      query={products}
      columns={columns}
      rowId={({ id }) => id}
      nameOf={nameOf}
      textsOf={textsOf}
      search={search}
      teach="Add what you sell: a lead that names one scores higher, finds the right person and gets recommendations."
      add={{ label: 'Add a product', disabledReason: may.whyNot('catalogue.manage') }}
      renderCard={(product) => (
        <button
          type="button"
          className="flex w-full flex-col gap-0.5 p-3 text-start text-sm"
          onClick={() => onOpen(product.id)}
        >
          <span className="flex w-full justify-between gap-2">
            <span className="font-medium">{product.name}</span>
            <Money value={product.price} unknown="No price" />
          </span>
          <span className="text-muted text-xs">
            {[product.code, product.category].filter(Boolean).join(' · ')}
          </span>
        </button>
      )}
    >
      {open === 'new' || picked ? (
        <ProductSheet
          key={open}
          product={picked}
          disabledReason={may.whyNot('catalogue.manage')}
          onClose={() => onOpen(undefined)}
        />
      ) : null}
    </SettingsList>
  )
}

const nameOf = ({ name }: Product) => name
const textsOf = ({ code, category, description, aliases }: Product) => [
  code,
  category,
  description,
  ...aliases,
]
