import { ChangeProfile, type Profile } from '@tributary/contracts'
import { Avatar, Button, Combobox, Field, IconButton, Input, toast } from '@tributary/ui'
import { Plus, X } from 'lucide-react'
import { useMemo } from 'react'
import { Controller, useWatch } from 'react-hook-form'
import { z } from 'zod'
import { trpc } from '../../api/trpc.ts'
import { errorOf, TextField } from '../../forms/fields.tsx'
import { Form } from '../../forms/form.tsx'
import { timeZones } from '../../forms/region-options.ts'
import { dropDraft, sending, useZodForm } from '../../forms/use-zod-form.ts'

const { name, nickname, title, phones, photoUrl, timeZone } = ChangeProfile.shape
const Words = z.object({
  name: name.unwrap(),
  nickname: nickname.unwrap(),
  title: title.unwrap(),
  phones: phones.unwrap(),
  photoUrl: z.preprocess(
    (value: string) => (value === '' ? null : value),
    photoUrl.unwrap(),
  ) as unknown as z.ZodType<string | null, string>,
  timeZone: timeZone.unwrap(),
})

const DRAFT = 'profile'
// A phone is nothing but its place in the list.
const keyOf = (place: number): string => `phone-${place}`
const MOST_PHONES = 5

const valuesOf = (profile: Profile) => ({
  name: profile.name,
  nickname: profile.nickname,
  title: profile.title,
  phones: profile.phones,
  photoUrl: profile.photoUrl ?? '',
  timeZone: profile.timeZone,
})

export const ProfileForm = ({ profile }: { profile: Profile }) => {
  const utils = trpc.useUtils()
  const zones = useMemo(() => timeZones(), [])
  const change = trpc.accounts.changeProfile.useMutation({
    onSuccess: async (saved) => {
      utils.accounts.profile.setData(undefined, saved)
      await utils.accounts.me.invalidate()
    },
  })
  const form = useZodForm(Words, { defaultValues: valuesOf(profile), draft: DRAFT })
  const [shownName, photo] = useWatch({ control: form.control, name: ['name', 'photoUrl'] })
  const submit = sending(form, async (values) => {
    const before = profile
    const sent = { ...values, phones: values.phones.filter((phone) => phone !== '') }
    const saved = await change.mutateAsync(sent)
    form.reset(valuesOf(saved))
    dropDraft(DRAFT)
    toast.success('Your profile is saved', {
      undo: async () => {
        form.reset(valuesOf(await change.mutateAsync({ ...valuesOf(before), photoUrl: before.photoUrl })))
      },
    })
  })
  return (
    <Form form={form} onSubmit={submit} submit="Save profile">
      <div className="flex items-start gap-3">
        <Avatar name={shownName || profile.name} src={photo || null} size="large" decorative />
        <TextField
          form={form}
          name="photoUrl"
          label="Address of a photo"
          type="url"
          placeholder="https://…"
          hint="Begins with https://. Without one your initials are shown."
          className="flex-1"
        />
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField form={form} name="name" label="Name" autoComplete="name" required />
        <TextField
          form={form}
          name="nickname"
          label="Nickname"
          hint="What colleagues call you."
          autoComplete="nickname"
        />
        <TextField
          form={form}
          name="title"
          label="Title"
          placeholder="Account executive"
          autoComplete="organization-title"
        />
        <Controller
          control={form.control}
          name="timeZone"
          render={({ field, fieldState }) => (
            <Field label="Time zone" error={fieldState.error?.message} required>
              <Combobox options={zones} value={field.value} onChange={(zone) => field.onChange(zone ?? '')} />
            </Field>
          )}
        />
      </div>
      <Controller
        control={form.control}
        name="phones"
        render={({ field }) => (
          <fieldset className="flex flex-col gap-2">
            <legend className="mb-1.5 font-medium text-sm">Phones</legend>
            {field.value.map((phone, place) => (
              <div key={keyOf(place)} className="flex items-start gap-1">
                <Field
                  label={<span className="sr-only">Phone {place + 1}</span>}
                  error={errorOf(form, `phones.${place}`)}
                  className="flex-1"
                >
                  <Input
                    type="tel"
                    autoComplete="tel"
                    value={phone}
                    onChange={(event) => field.onChange(field.value.with(place, event.target.value))}
                    onBlur={field.onBlur}
                  />
                </Field>
                <span className="mt-1.5">
                  <IconButton
                    label={`Remove phone ${place + 1}`}
                    icon={<X aria-hidden />}
                    onClick={() => field.onChange(field.value.toSpliced(place, 1))}
                  />
                </span>
              </div>
            ))}
            <div>
              <Button
                size="small"
                icon={<Plus aria-hidden />}
                disabledReason={
                  field.value.length >= MOST_PHONES ? `At most ${MOST_PHONES} phones are kept.` : null
                }
                onClick={() => field.onChange([...field.value, ''])}
              >
                Add a phone
              </Button>
            </div>
          </fieldset>
        )}
      />
    </Form>
  )
}
