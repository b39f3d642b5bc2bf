import { ChangeSettings } from '@tributary/contracts'
import { Banner, Card, Combobox, Field, NumberField, Page, toast } from '@tributary/ui'
import { useMemo } from 'react'
import { Controller } from 'react-hook-form'
import { z } from 'zod'
import { type Outputs, trpc } from '../../../api/trpc.ts'
import { errorOf, TextField } from '../../../forms/fields.tsx'
import { Form } from '../../../forms/form.tsx'
import { currencies, locales, timeZones } from '../../../forms/region-options.ts'
import { sending, useZodForm } from '../../../forms/use-zod-form.ts'
import { useMay } from '../../../session/session.ts'
import { Loaded } from '../../../shell/loaded.tsx'
import { usePageTitle } from '../../../shell/page-title.ts'

import { ResponseTimes } from './response-times.tsx'

type Settings = Outputs['settings']['read']

const { name, currency, locale, timeZone, sessionIdleMinutes } = ChangeSettings.shape
const Words = z.object({
  name: name.unwrap(),
  currency: currency.unwrap(),
  locale: locale.unwrap(),
  timeZone: timeZone.unwrap(),
  sessionIdleMinutes: sessionIdleMinutes.unwrap(),
})
type Values = z.output<typeof Words>

const valuesOf = ({ name, currency, locale, timeZone, sessionIdleMinutes }: Settings): Values => ({
  name,
  currency,
  locale,
  timeZone,
  sessionIdleMinutes,
})

const SettingsForm = ({ settings }: { settings: Settings }) => {
  const may = useMay()
  const utils = trpc.useUtils()
  const choices = useMemo(
    () =>
      [
        ['currency', 'Currency', currencies(), settings.currencyAndZoneFixed],
        ['timeZone', 'Time zone', timeZones(), settings.currencyAndZoneFixed],
        ['locale', 'Numbers and dates', locales(settings.locale), false],
      ] as const,
    [settings.currencyAndZoneFixed, settings.locale],
  )
  const form = useZodForm(Words, { defaultValues: valuesOf(settings) })
  const change = trpc.settings.change.useMutation({
    onSuccess: async (saved) => {
      utils.settings.read.setData(undefined, saved)
      form.reset(valuesOf(saved))
      await utils.accounts.me.invalidate()
    },
  })
  const onlyChanged = (values: Values, before: Values): Partial<Values> =>
    Object.fromEntries(
      Object.entries(values).filter(([field, value]) => value !== before[field as keyof Values]),
    )
  const submit = sending(form, async (values) => {
    const before = valuesOf(settings)
    const sent = onlyChanged(values, before)
    if (Object.keys(sent).length === 0) return toast.say('Nothing was changed')
    await change.mutateAsync(sent)
    toast.success('The organization is saved', {
      undo: () => change.mutateAsync(onlyChanged(before, values)),
    })
    return undefined
  })
  return (
    <Form
      form={form}
      onSubmit={submit}
      submit="Save organization"
      disabledReason={may.whyNot('settings.manage')}
    >
      <TextField form={form} name="name" label="Name" required />
      {settings.currencyAndZoneFixed ? (
        <Banner tone="info" className="rounded-md">
          Currency and time zone stand since the first lead or spend was recorded: every amount and every day
          is counted in them.
        </Banner>
      ) : null}
      <div className="grid gap-4 sm:grid-cols-2">
        {choices.map(([field, label, options, fixed]) => (
          <Controller
            key={field}
            control={form.control}
            name={field}
            render={({ field: control, fieldState }) => (
              <Field label={label} error={fieldState.error?.message} required>
                <Combobox
                  options={options}
                  disabled={fixed}
                  value={control.value}
                  onChange={(value) => control.onChange(value ?? '')}
                />
              </Field>
            )}
          />
        ))}
        <Controller
          control={form.control}
          name="sessionIdleMinutes"
          render={({ field }) => (
            <Field
              label="Sign out after"
              hint="Without activity. From 15 minutes to 24 hours."
              error={errorOf(form, 'sessionIdleMinutes')}
              required
            >
              <NumberField
                value={field.value}
                onChange={(value) => field.onChange(value ?? 0)}
                min={15}
                max={1440}
                step={15}
                unit="minutes"
              />
            </Field>
          )}
        />
      </div>
    </Form>
  )
}

/** In what do we count, and how long does a session last? */
export const Organization = () => {
  usePageTitle('Organization')
  const settings = trpc.settings.read.useQuery()
  return (
    <Page width="reading" title="Organization" summary="What every amount, day and session is measured by.">
      <Card>
        <Loaded query={settings} what="The settings" lines={8}>
          {(data) => <SettingsForm settings={data} />}
        </Loaded>
      </Card>
      <ResponseTimes />
    </Page>
  )
}
