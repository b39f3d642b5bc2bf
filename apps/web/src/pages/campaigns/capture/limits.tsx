import { type CampaignCapture, ChangeCapture } from '@tributary/contracts'
import { Card, Field, NumberField, Switch, Usage, useFormats } from '@tributary/ui'
import { z } from 'zod'
import { errorOf, TextField } from '../../../forms/fields.tsx'
import { Form } from '../../../forms/form.tsx'
import { sending, useZodForm } from '../../../forms/use-zod-form.ts'
import { useChangeCapture } from './use-change-capture.ts'

const { hourlyCap, requireToken, requireConsent, defaultCountry } = ChangeCapture.shape
const Values = z.object({
  hourlyCap: hourlyCap.unwrap(),
  requireToken: requireToken.unwrap(),
  requireConsent: requireConsent.unwrap(),
  defaultCountry: z.preprocess(
    (text) => (typeof text === 'string' ? text.trim().toUpperCase() || null : text),
    defaultCountry.unwrap(),
  ) as z.ZodType<string | null, string | null>,
})

const valuesOf = (capture: CampaignCapture) => ({
  hourlyCap: capture.hourlyCap,
  requireToken: capture.requireToken,
  requireConsent: capture.requireConsent,
  defaultCountry: capture.defaultCountry,
})

/** How many, and on which conditions. */
export const Limits = ({ capture }: { capture: CampaignCapture }) => {
  const formats = useFormats()
  const { save, whyNot } = useChangeCapture(capture)
  const form = useZodForm(Values, { defaultValues: valuesOf(capture) })
  const submit = sending(form, async (values) => {
    await save(values)
    form.reset(values)
  })
  const cap = capture.hourlyCap ?? capture.standardHourlyCap
  const set = <Key extends 'hourlyCap' | 'requireToken' | 'requireConsent'>(
    key: Key,
    value: z.infer<typeof Values>[Key],
  ): void => form.setValue(key, value as never, { shouldDirty: true })
  return (
    <Card
      title="Limits and conditions"
      description={
        capture.standardHourlyCap > 0
          ? `Without a limit of its own the campaign takes ${formats.count(capture.standardHourlyCap)} an hour, as set for this installation.`
          : 'Without a limit of its own the campaign takes as many as come.'
      }
    >
      <div className="flex flex-col gap-4">
        {cap > 0 ? (
          <Usage name="Submissions this hour" label="This hour" used={capture.usedThisHour} limit={cap} />
        ) : null}
        <Form
          form={form}
          onSubmit={submit}
          submit="Save limits"
          disabledReason={whyNot ?? (form.formState.isDirty ? null : 'Nothing was changed')}
        >
          <div className="grid gap-4 sm:grid-cols-2">
            <Field
              label="Most per hour"
              hint="Empty: as the installation. 0: no limit. What is over waits in quarantine."
              error={errorOf(form, 'hourlyCap')}
            >
              <NumberField
                value={form.watch('hourlyCap')}
                min={0}
                onChange={(value) => set('hourlyCap', value)}
              />
            </Field>
            <TextField
              form={form}
              name="defaultCountry"
              label="Country of phone numbers"
              hint="Two letters, such as IN, for numbers without +"
            />
          </div>
          <Switch
            label="Ask for the token on every submission"
            hint="Also from allowed websites."
            checked={form.watch('requireToken')}
            onChange={(on) => set('requireToken', on)}
          />
          <Switch
            label="Refuse submissions without consent"
            hint="The form must say that the person agreed."
            checked={form.watch('requireConsent')}
            onChange={(on) => set('requireConsent', on)}
          />
        </Form>
      </div>
    </Card>
  )
}
