import {
  type CampaignCapture,
  ChangeCapture,
  HOSTED_FORM_FIELDS,
  type HostedFormField,
} from '@tributary/contracts'
import { Card, Checkbox } from '@tributary/ui'
import { TextareaField, TextField } from '../../../forms/fields.tsx'
import { Form } from '../../../forms/form.tsx'
import { sending, useZodForm } from '../../../forms/use-zod-form.ts'
import { useChangeCapture } from './use-change-capture.ts'

const LABELS: Readonly<Record<HostedFormField, string>> = {
  phone: 'Phone',
  company: 'Company',
  service_interest: 'What they need',
  urgency: 'Urgency',
  budget_range: 'Budget',
  timeline: 'Time frame',
  message: 'Message',
}

const Values = ChangeCapture.shape.form.unwrap().required()

/** What the form asks for and says, as a page of its own and in the snippet. */
export const FormTexts = ({ capture }: { capture: CampaignCapture }) => {
  const { save, whyNot } = useChangeCapture(capture)
  const form = useZodForm(Values, { defaultValues: capture.form })
  const submit = sending(form, async (values) => {
    await save({ form: values })
    form.reset(values)
  })
  const fields = form.watch('fields')
  const pick = (field: HostedFormField, checked: boolean): void => {
    const next = HOSTED_FORM_FIELDS.filter((each) => (each === field ? checked : fields.includes(each)))
    form.setValue('fields', next, { shouldDirty: true })
  }
  return (
    <Card title="The form">
      <Form
        form={form}
        onSubmit={submit}
        submit="Save the form"
        disabledReason={whyNot ?? (form.formState.isDirty ? null : 'Nothing was changed')}
      >
        <TextField form={form} name="title" label="Title" />
        <TextareaField form={form} name="intro" label="Introduction" rows={2} />
        <TextField form={form} name="consentText" label="What people agree to" />
        <TextField form={form} name="button" label="Button" hint="Empty: Send" />
        <TextField form={form} name="thanks" label="Thanks" />
        <fieldset className="flex flex-col gap-1">
          <legend className="mb-1 font-medium text-sm">Fields besides name and e-mail</legend>
          <div className="grid gap-1 sm:grid-cols-2">
            {HOSTED_FORM_FIELDS.map((field) => (
              <Checkbox
                key={field}
                label={LABELS[field]}
                checked={fields.includes(field)}
                onChange={(checked) => pick(field, checked)}
              />
            ))}
          </div>
        </fieldset>
      </Form>
    </Card>
  )
}
