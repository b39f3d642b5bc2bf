import { Field, NumberField, Switch } from '@tributary/ui'
import { useMemo } from 'react'
import { Controller } from 'react-hook-form'
import { trpc } from '../../../api/trpc.ts'
import { errorOf } from '../../../forms/fields.tsx'
import type { Form } from '../../../forms/use-zod-form.ts'
import { WordsField } from '../../../forms/words-field.tsx'
import type { AvailabilityValues } from './availability-form.ts'

const upper = (text: string): string => text.toUpperCase()

/** How many leads somebody takes, and which. */
export const WorkloadFields = ({ form }: { form: Form<AvailabilityValues> }) => {
  const { data: members } = trpc.members.list.useQuery()
  const known = useMemo(
    () => ({
      regions: [...new Set(members?.flatMap(({ regions }) => regions))],
      services: [...new Set(members?.flatMap(({ services }) => services))],
    }),
    [members],
  )
  return (
    <fieldset className="flex flex-col gap-4">
      <legend className="mb-2 font-semibold text-sm">Workload</legend>
      <Controller
        control={form.control}
        name="capacity"
        render={({ field }) => (
          <>
            <Switch
              checked={field.value !== null}
              onChange={(limited) => field.onChange(limited ? 20 : null)}
              label="Limit the open leads"
              hint="At the limit, the next lead goes to somebody else or waits."
            />
            {field.value === null ? null : (
              <Field label="Open leads at most" error={errorOf(form, 'capacity')}>
                <NumberField
                  value={field.value}
                  onChange={(value) => field.onChange(value ?? 0)}
                  min={0}
                  max={100_000}
                />
              </Field>
            )}
          </>
        )}
      />
      <Controller
        control={form.control}
        name="weight"
        render={({ field }) => (
          <Field
            label="Share"
            hint="Somebody with 2 gets twice the leads of somebody with 1."
            error={errorOf(form, 'weight')}
          >
            <NumberField
              value={field.value}
              onChange={(value) => field.onChange(value ?? 1)}
              min={1}
              max={100}
            />
          </Field>
        )}
      />
      <Controller
        control={form.control}
        name="regions"
        render={({ field }) => (
          <WordsField
            label="Regions"
            hint="Codes such as US-CA or IN. None means everywhere."
            value={field.value}
            onChange={field.onChange}
            known={known.regions}
            shape={upper}
            error={errorOf(form, 'regions')}
          />
        )}
      />
      <Controller
        control={form.control}
        name="services"
        render={({ field }) => (
          <WordsField
            label="Services"
            hint="None means all of them."
            value={field.value}
            onChange={field.onChange}
            known={known.services}
            error={errorOf(form, 'services')}
          />
        )}
      />
    </fieldset>
  )
}
