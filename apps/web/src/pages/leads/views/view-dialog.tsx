import { SaveView } from '@tributary/contracts'
import { Dialog, Switch } from '@tributary/ui'
import { Controller } from 'react-hook-form'
import { TextField } from '../../../forms/fields.tsx'
import { Form } from '../../../forms/form.tsx'
import { sending, useZodForm } from '../../../forms/use-zod-form.ts'

const Words = SaveView.pick({ name: true, shared: true }).required()
type Named = { name: string; shared: boolean }

type ViewDialogProps = {
  title: string
  before: Named
  open: boolean
  onClose: () => void
  onSave: (view: Named) => Promise<unknown>
}

const Fields = ({ before, onSave, onClose }: Pick<ViewDialogProps, 'before' | 'onSave' | 'onClose'>) => {
  const form = useZodForm(Words, { defaultValues: before })
  const submit = sending(form, async (view) => {
    await onSave(view)
    onClose()
  })
  return (
    <div className="pb-3">
      <Form form={form} onSubmit={submit} submit="Save view">
        <TextField form={form} name="name" label="Name" placeholder="Hot this week" required />
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
          A view keeps filter, order and columns. What you typed into the search stays out: it may name a
          person.
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
