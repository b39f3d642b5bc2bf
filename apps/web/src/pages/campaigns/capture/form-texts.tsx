import { type CampaignCapture, ChangeCapture } from '@tributary/contracts'
import { Card } from '@tributary/ui'
import { TextareaField, TextField } from '../../../forms/fields.tsx'
import { Form } from '../../../forms/form.tsx'
import { sending, useZodForm } from '../../../forms/use-zod-form.ts'
import { useChangeCapture } from './use-change-capture.ts'

const Values = ChangeCapture.shape.form.unwrap().required()

/** How the hosted form greets and thanks. */
export const FormTexts = ({ capture }: { capture: CampaignCapture }) => {
  const { save, whyNot } = useChangeCapture(capture)
  const form = useZodForm(Values, { defaultValues: capture.form })
  const submit = sending(form, async (values) => {
    await save({ form: values }, { form: capture.form })
    form.reset(values)
  })
  return (
    <Card title="Words of the hosted form">
      <Form
        form={form}
        onSubmit={submit}
        submit="Save words"
        disabledReason={whyNot ?? (form.formState.isDirty ? null : 'Nothing was changed')}
      >
        <TextField form={form} name="title" label="Title" />
        <TextareaField form={form} name="intro" label="Introduction" rows={2} />
        <TextField form={form} name="consentText" label="What people agree to" />
        <TextField form={form} name="thanks" label="Thanks" />
      </Form>
    </Card>
  )
}
