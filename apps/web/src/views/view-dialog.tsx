import { NamedView, type ViewList } from '@tributary/contracts'
import { Dialog, Switch } from '@tributary/ui'
import { Controller } from 'react-hook-form'
import { TextField } from '../forms/fields.tsx'
import { Form } from '../forms/form.tsx'
import { sending, useZodForm } from '../forms/use-zod-form.ts'

const kept: Record<ViewList, { readonly words: string; readonly example: string }> = {
  leads: { words: 'filter, order and columns', example: 'Hot this week' },
  deals: {
    words: 'filter, order, columns, and whether the deals stand on the board',
    example: 'Large and open',
  },
}

type ViewDialogProps = {
  list: ViewList
  title: string
  before: NamedView
  open: boolean
  onClose: () => void
  onSave: (view: NamedView) => Promise<unknown>
}

const Fields = ({ list, before, onSave, onClose }: Omit<ViewDialogProps, 'title' | 'open'>) => {
  const form = useZodForm(NamedView, { defaultValues: before })
  const submit = sending(form, async (view) => {
    await onSave(view)
    onClose()
  })
  return (
    <div className="pb-3">
      <Form form={form} onSubmit={submit} submit="Save view">
        <TextField form={form} name="name" label="Name" placeholder={kept[list].example} required />
        <Controller
          control={form.control}
          name="shared"
          render={({ field }) => (
            <Switch
              checked={field.value === true}
              onChange={field.onChange}
              label="Share with everybody here"
              hint="Colleagues open it; only you change it."
            />
          )}
        />
        <p className="text-muted text-sm">
          A view keeps {kept[list].words}. What you typed into the search stays out: it may name a person.
        </p>
      </Form>
    </div>
  )
}

/** The name of a view, and who sees it. */
export const ViewDialog = ({ title, open, onClose, ...rest }: ViewDialogProps) => (
  <Dialog open={open} onOpenChange={(next) => !next && onClose()} title={title} size="small">
    {open ? <Fields onClose={onClose} {...rest} /> : null}
  </Dialog>
)
