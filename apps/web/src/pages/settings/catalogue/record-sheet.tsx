import { Banner, Button, ConfirmDialog, Sheet } from '@tributary/ui'
import { type FormEventHandler, type ReactNode, useState } from 'react'
import type { FieldValues } from 'react-hook-form'
import { Form } from '../../../forms/form.tsx'
import type { Form as FormState } from '../../../forms/use-zod-form.ts'

type RecordSheetProps<Values extends FieldValues, Sent> = {
  title: string
  submit: string
  form: FormState<Values, Sent>
  onSubmit: FormEventHandler
  onClose: () => void
  /** Why this person only reads. */
  disabledReason?: string
  /** Absent for a record that is not there yet. */
  onDelete?: () => Promise<void>
  deleteLabel?: string
  /** Why it cannot be deleted. */
  keepReason?: string | null
  /** Asked first when the deletion cannot be taken back as it was. */
  confirmDelete?: string | null
  children: ReactNode
}

/** The editor of one record, beside its list. */
export const RecordSheet = <Values extends FieldValues, Sent>(props: RecordSheetProps<Values, Sent>) => {
  const [deleting, setDeleting] = useState(false)
  const [asking, setAsking] = useState(false)
  const remove = async (): Promise<void> => {
    setDeleting(true)
    await props.onDelete?.()
    setDeleting(false)
    setAsking(false)
  }
  return (
    <Sheet open onOpenChange={(open) => open || props.onClose()} title={props.title}>
      {props.disabledReason ? (
        <Banner tone="info" className="mb-4 rounded-md">
          {props.disabledReason}
        </Banner>
      ) : null}
      <Form
        form={props.form}
        onSubmit={props.onSubmit}
        submit={props.submit}
        disabledReason={props.disabledReason}
        beside={
          props.onDelete && !props.disabledReason ? (
            <Button
              className="ms-auto"
              pending={deleting}
              disabledReason={props.keepReason}
              onClick={() => (props.confirmDelete ? setAsking(true) : void remove())}
            >
              {props.deleteLabel ?? 'Delete'}
            </Button>
          ) : null
        }
      >
        {props.children}
      </Form>
      <ConfirmDialog
        title={`${props.deleteLabel ?? 'Delete'}?`}
        confirm={props.deleteLabel ?? 'Delete'}
        open={asking}
        pending={deleting}
        onOpenChange={setAsking}
        onConfirm={() => void remove()}
      >
        {props.confirmDelete}
      </ConfirmDialog>
    </Sheet>
  )
}
