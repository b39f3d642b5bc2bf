import { CAMPAIGN_TYPES, type CampaignType, type CreateCampaign } from '@tributary/contracts'
import { Checkbox, Field, NumberField, Select, Switch } from '@tributary/ui'
import type { FieldValues, Path, PathValue } from 'react-hook-form'
import type { z } from 'zod'
import { trpc } from '../../api/trpc.ts'
import { errorOf, TextareaField, TextField } from '../../forms/fields.tsx'
import { MoneyInput } from '../../forms/money-input.tsx'
import type { Form } from '../../forms/use-zod-form.ts'
import { useMe } from '../../session/session.ts'
import { campaignTypeWords } from '../../words.ts'
import { MailList } from './mail-list.tsx'

const NONE = 'none'

/** What a person types about a campaign, the slug aside. */
export type CampaignValues = Omit<z.input<typeof CreateCampaign>, 'slug'>

type CampaignFieldsProps<Values extends CampaignValues & FieldValues, Sent> = { form: Form<Values, Sent> }

/** The fields that creating and changing a campaign share. */
export const CampaignFields = <Values extends CampaignValues & FieldValues, Sent>({
  form,
}: CampaignFieldsProps<Values, Sent>) => {
  const { organization } = useMe()
  const choices = trpc.leads.choices.useQuery(undefined, { staleTime: 60_000 })
  const name = (key: keyof CampaignValues) => key as Path<Values>
  const value = <Key extends keyof CampaignValues>(key: Key) => form.watch(name(key)) as CampaignValues[Key]
  const set = <Key extends keyof CampaignValues>(key: Key, to: CampaignValues[Key]): void =>
    form.setValue(name(key), to as PathValue<Values, Path<Values>>, {
      shouldDirty: true,
      shouldValidate: true,
    })
  const pick = (
    key: 'productId' | 'ownerId',
    label: string,
    nothing: string,
    options: readonly { id: string; name: string }[] | undefined,
    hint?: string,
  ) => (
    <Field label={label} hint={hint}>
      <Select
        options={[
          { value: NONE, label: nothing },
          ...(options ?? []).map((one) => ({ value: one.id, label: one.name })),
        ]}
        value={value(key) ?? NONE}
        onChange={(to) => set(key, to === NONE ? null : to)}
      />
    </Field>
  )
  const day = (key: 'startDate' | 'endDate', label: string) => (
    <TextField
      form={form}
      name={name(key)}
      label={label}
      type="date"
      options={{ setValueAs: (text: string | null) => text || null }}
    />
  )
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextareaField
        form={form}
        name={name('description')}
        label="Description"
        className="sm:col-span-2"
        rows={2}
      />
      <Field label="Type">
        <Select
          options={CAMPAIGN_TYPES.map((type) => ({ value: type as string, label: campaignTypeWords[type] }))}
          value={value('type') ?? null}
          onChange={(type) => set('type', type as CampaignType)}
        />
      </Field>
      <TextField
        form={form}
        name={name('platform')}
        label="Platform"
        placeholder="Google Ads, fair, newsletter"
      />
      {day('startDate', 'First day')}
      {day('endDate', 'Last day')}
      <Field label="Budget" error={errorOf(form, 'budgetMinor')}>
        <MoneyInput
          value={value('budgetMinor') ?? null}
          currency={organization.currency}
          onChange={(minor) => set('budgetMinor', minor)}
        />
      </Field>
      <Field label="Wanted leads" error={errorOf(form, 'targetLeads')}>
        <NumberField
          value={value('targetLeads') ?? null}
          min={0}
          onChange={(wanted) => set('targetLeads', wanted)}
        />
      </Field>
      <TextField
        form={form}
        name={name('landingPageUrl')}
        label="Landing page"
        type="url"
        placeholder="https://www.example.com/offer"
        className="sm:col-span-2"
      />
      {pick('productId', 'Product or service', 'None', choices.data?.products)}
      {pick(
        'ownerId',
        'Owner of its leads',
        'The rules decide',
        choices.data?.owners,
        'Every lead of the campaign goes to them, while they are there.',
      )}
      <div className="sm:col-span-2">
        <MailList
          value={value('notificationEmails') ?? []}
          onChange={(mails) => set('notificationEmails', mails)}
          error={errorOf(form, 'notificationEmails')}
        />
      </div>
      <div className="sm:col-span-2">
        <Switch
          label="Assign leads by themselves"
          hint="Without it each lead waits in the pool until somebody takes it."
          checked={value('autoAssign') !== false}
          onChange={(on) => set('autoAssign', on)}
        />
      </div>
      <div className="sm:col-span-2">
        <Checkbox
          label="High priority"
          checked={value('highPriority') === true}
          onChange={(on) => set('highPriority', on)}
        />
      </div>
    </div>
  )
}
