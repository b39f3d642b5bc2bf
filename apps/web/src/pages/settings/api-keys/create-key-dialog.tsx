import { CreateApiKey, type CreatedApiKey, KEY_SCOPES } from '@tributary/contracts'
import { Banner, Checkbox, Dialog, Field, Input, Select } from '@tributary/ui'
import { useState } from 'react'
import { Controller } from 'react-hook-form'
import { trpc } from '../../../api/trpc.ts'
import { errorOf, TextField } from '../../../forms/fields.tsx'
import { Form } from '../../../forms/form.tsx'
import { sending, useZodForm } from '../../../forms/use-zod-form.ts'
import { CopyButton } from '../../../shell/copy-button.tsx'
import { SCOPE_WORDS } from './scope-words.ts'

const LIFETIMES = [
  { value: 'never', label: 'Never' },
  { value: '30', label: 'In 30 days' },
  { value: '90', label: 'In 90 days' },
  { value: '365', label: 'In a year' },
]

const Told = ({ created }: { created: CreatedApiKey }) => (
  <div className="flex flex-col gap-4 pb-4">
    <Banner tone="warning" className="rounded-md">
      Copy the key now. It is not stored in readable form and is never shown again.
    </Banner>
    <div className="flex items-end gap-1">
      <Field label={`Key of ${created.name}`} className="flex-1">
        <Input
          readOnly
          value={created.key}
          className="font-mono text-xs"
          onFocus={(event) => event.target.select()}
        />
      </Field>
      <CopyButton text={created.key} label="Copy the key" />
    </div>
  </div>
)

type CreateKeyDialogProps = { open: boolean; onOpenChange: (open: boolean) => void }

export const CreateKeyDialog = ({ open, onOpenChange }: CreateKeyDialogProps) => {
  const utils = trpc.useUtils()
  const [created, setCreated] = useState<CreatedApiKey | null>(null)
  const create = trpc.apiKeys.create.useMutation()
  const form = useZodForm(CreateApiKey, {
    defaultValues: { name: '', scopes: ['capture'], expiresInDays: undefined },
  })
  const submit = sending(form, async (values) => {
    setCreated(await create.mutateAsync(values))
    form.reset()
    await utils.apiKeys.list.invalidate()
  })
  const turn = (shown: boolean) => {
    if (!shown) setCreated(null)
    onOpenChange(shown)
  }
  return (
    <Dialog open={open} onOpenChange={turn} title={created ? 'The key' : 'Create a key'}>
      {created ? (
        <Told created={created} />
      ) : (
        <div className="pb-4">
          <Form form={form} onSubmit={submit} submit="Create the key">
            <TextField
              form={form}
              name="name"
              label="Name"
              placeholder="Website form"
              hint="What will use it."
              required
            />
            <Controller
              control={form.control}
              name="scopes"
              render={({ field }) => (
                <fieldset className="flex flex-col gap-1.5">
                  <legend className="mb-1.5 font-medium text-sm">It may</legend>
                  {KEY_SCOPES.map((scope) => (
                    <Checkbox
                      key={scope}
                      label={SCOPE_WORDS[scope]}
                      checked={field.value.includes(scope)}
                      onChange={(on) =>
                        field.onChange(
                          KEY_SCOPES.filter((one) => (one === scope ? on : field.value.includes(one))),
                        )
                      }
                    />
                  ))}
                  {errorOf(form, 'scopes') ? (
                    <p role="alert" className="text-danger text-xs">
                      {errorOf(form, 'scopes')}
                    </p>
                  ) : null}
                </fieldset>
              )}
            />
            <Controller
              control={form.control}
              name="expiresInDays"
              render={({ field }) => (
                <Field label="Expires">
                  <Select
                    options={LIFETIMES}
                    value={String(field.value ?? 'never')}
                    onChange={(value) => field.onChange(value === 'never' ? undefined : Number(value))}
                  />
                </Field>
              )}
            />
          </Form>
        </div>
      )}
    </Dialog>
  )
}
