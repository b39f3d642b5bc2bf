import { Fragment, type ReactNode } from 'react'
import { cn } from '../class-names.ts'

export type DescriptionListProps = {
  items: readonly { label: string; value: ReactNode }[]
  className?: string
}

/** Names and values of one thing. */
export const DescriptionList = ({ items, className }: DescriptionListProps) => (
  <dl className={cn('grid grid-cols-[minmax(6rem,auto)_1fr] gap-x-4 gap-y-2 text-sm', className)}>
    {items.map((item) => (
      <Fragment key={item.label}>
        <dt className="text-muted">{item.label}</dt>
        <dd className="min-w-0 break-words">{item.value}</dd>
      </Fragment>
    ))}
  </dl>
)
