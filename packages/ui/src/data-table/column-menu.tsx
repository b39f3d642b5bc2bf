import { Columns3 } from 'lucide-react'
import { Button } from '../controls/button.tsx'
import { Menu } from '../overlays/menu.tsx'
import type { DataColumn } from './data-column.ts'

export type ColumnMenuProps<Row> = {
  columns: readonly DataColumn<Row>[]
  hidden: readonly string[]
  onChange: (hidden: string[]) => void
}

export const ColumnMenu = <Row,>({ columns, hidden, onChange }: ColumnMenuProps<Row>) => (
  <Menu
    align="end"
    trigger={<Button icon={<Columns3 aria-hidden />}>Columns</Button>}
    items={columns
      .filter((column) => !column.fixed)
      .map((column) => ({
        kind: 'check',
        id: column.id,
        label: column.header,
        checked: !hidden.includes(column.id),
        onChange: (shown) =>
          onChange(shown ? hidden.filter((id) => id !== column.id) : [...hidden, column.id]),
      }))}
  />
)
