import type { SpendRow } from '@tributary/contracts'
import { Button, Dialog, Money, useFormats } from '@tributary/ui'
import { Pencil, Plus } from 'lucide-react'
import { useState } from 'react'
import { trpc } from '../../../api/trpc.ts'
import { Loaded } from '../../../shell/loaded.tsx'
import { plural } from '../../../words.ts'
import { sourceText } from './spend-columns.tsx'
import { SpendForm } from './spend-form.tsx'

type DayDialogProps = {
  campaignId: string
  /** Open while there is one. */
  day: string | undefined
  today: string
  whyNot: string | null
  onClose: () => void
}

const Lines = ({
  rows,
  whyNot,
  onEdit,
}: {
  rows: readonly SpendRow[]
  whyNot: string | null
  onEdit: (row: SpendRow) => void
}) => {
  const formats = useFormats()
  return (
    <ul className="divide-y divide-line rounded-lg border border-line">
      {rows.map((row) => (
        <li key={`${row.source}\n${row.content}`} className="flex items-center gap-3 px-3 py-2 text-sm">
          <span className="min-w-0 flex-1">
            <span className="block truncate">{sourceText(row) || 'No source named'}</span>
            <span className="block text-muted text-xs">
              {formats.count(row.impressions)} {plural(row.impressions, 'impression')},{' '}
              {formats.count(row.clicks)} {plural(row.clicks, 'click')}
            </span>
          </span>
          <span className="font-medium">
            <Money value={row.amount} />
          </span>
          <Button
            size="small"
            icon={<Pencil aria-hidden />}
            disabledReason={whyNot}
            onClick={() => onEdit(row)}
          >
            Change
          </Button>
        </li>
      ))}
    </ul>
  )
}

const Day = ({ campaignId, day, today, whyNot, onClose }: DayDialogProps & { day: string }) => {
  const query = trpc.spend.list.useQuery({ campaignId, period: { start: day, end: day }, size: 200 })
  const [editing, setEditing] = useState<SpendRow | 'new' | null>(null)
  if (editing)
    return (
      <SpendForm
        campaignId={campaignId}
        day={day}
        today={today}
        row={editing === 'new' ? undefined : editing}
        onDone={onClose}
        onCancel={() => setEditing(null)}
      />
    )
  return (
    <Loaded query={query} what="The lines" lines={3}>
      {({ items }) =>
        items.length === 0 && !whyNot ? (
          <SpendForm campaignId={campaignId} day={day} today={today} onDone={onClose} onCancel={onClose} />
        ) : (
          <div className="flex flex-col gap-3 pb-3">
            {items.length === 0 ? (
              <p className="text-muted text-sm">Nothing was reported for this day.</p>
            ) : (
              <Lines rows={items} whyNot={whyNot} onEdit={setEditing} />
            )}
            <div>
              <Button
                size="small"
                icon={<Plus aria-hidden />}
                disabledReason={whyNot}
                onClick={() => setEditing('new')}
              >
                Add a line
              </Button>
            </div>
          </div>
        )
      }
    </Loaded>
  )
}

/** The lines of one day, and a form for another. */
export const DayDialog = ({ day, ...rest }: DayDialogProps) => {
  const formats = useFormats()
  return (
    <Dialog
      open={day !== undefined}
      onOpenChange={(open) => !open && rest.onClose()}
      title={day ? `Spend on ${formats.dayYear(day)}` : ''}
    >
      {day ? <Day key={day} day={day} {...rest} /> : null}
    </Dialog>
  )
}
