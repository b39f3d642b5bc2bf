import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { CreateLead, URGENCIES } from '@tributary/contracts'
import {
  Banner,
  Button,
  Card,
  Checkbox,
  EmptyState,
  Field,
  Page,
  Select,
  SkeletonLines,
  toast,
} from '@tributary/ui'
import { useState } from 'react'
import { z } from 'zod'
import { trpc } from '../../api/trpc.ts'
import { errorOf, TextareaField, TextField } from '../../forms/fields.tsx'
import { Form } from '../../forms/form.tsx'
import { dropDraft, sending, useZodForm } from '../../forms/use-zod-form.ts'
import { paths } from '../../paths.ts'
import { usePageTitle } from '../../shell/page-title.ts'
import { urgencyWords } from '../../words.ts'
import { refreshLeads } from './undo.ts'

const route = getRouteApi('/app/leads/new')
const DRAFT = 'new-lead'
const RULES = 'rules'
const UNSAID = 'unsaid'

const Values = CreateLead.extend({
  campaignId: z.string().min(1, 'Choose a campaign.'),
  ownerId: z.string().optional(),
  metAt: CreateLead.shape.metAt.unwrap().or(z.literal('')),
})

const EMPTY = {
  campaignId: '',
  firstName: '',
  lastName: '',
  email: '',
  phone: '',
  company: '',
  serviceInterest: '',
  urgency: '',
  budgetRange: '',
  timeline: '',
  message: '',
  metAt: '',
  consent: false,
  ownerId: '',
}

const filled = (values: Readonly<Record<string, unknown>>): CreateLead =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '')) as CreateLead

/** A lead that came by phone, at a fair, by recommendation: entered by hand, through the same door as all others. */
export const NewLead = () => {
  usePageTitle('New lead')
  const { campaign } = route.useSearch()
  const navigate = useNavigate()
  const choices = trpc.leads.choices.useQuery(undefined, { staleTime: 60_000 })
  const create = trpc.leads.create.useMutation()
  const [duplicate, setDuplicate] = useState<string | null>(null)
  const form = useZodForm(Values, { defaultValues: { ...EMPTY, campaignId: campaign ?? '' }, draft: DRAFT })
  const campaigns = choices.data?.campaigns ?? []
  const submit = sending(form, async (values) => {
    setDuplicate(null)
    const made = await create.mutateAsync(filled(values))
    if (made.kind === 'duplicate') return setDuplicate(made.id)
    dropDraft(DRAFT)
    void refreshLeads()
    toast.success('Lead created')
    await navigate(paths.lead({ leadId: made.id }))
  })
  return (
    <Page
      width="reading"
      title="New lead"
      breadcrumb={
        <Link {...paths.leads()} className="underline-offset-2 hover:underline">
          Leads
        </Link>
      }
      summary="It is scored, assigned and announced like every other lead."
    >
      {choices.isPending ? (
        <SkeletonLines lines={8} label="Loading the form" />
      ) : campaigns.length === 0 && choices.data ? (
        <Card>
          <EmptyState
            title="A lead belongs to a campaign"
            action={
              <Button tone="primary" nativeButton={false} render={<Link {...paths.newCampaign()} />}>
                Create a campaign
              </Button>
            }
          >
            There is none yet. Create one, such as “Phone calls”, then enter the lead.
          </EmptyState>
        </Card>
      ) : (
        <Card>
          <Form
            form={form}
            onSubmit={submit}
            submit="Create lead"
            beside={
              <Button tone="ghost" nativeButton={false} render={<Link {...paths.leads()} />}>
                Cancel
              </Button>
            }
          >
            {duplicate ? (
              <Banner
                tone="warning"
                className="rounded-md"
                action={
                  <Button
                    size="small"
                    nativeButton={false}
                    render={<Link {...paths.lead({ leadId: duplicate })} />}
                  >
                    Open that lead
                  </Button>
                }
              >
                This e-mail address came to this campaign less than 24 hours ago. What you entered was noted
                as another touch of that lead.
              </Banner>
            ) : null}
            <div className="grid gap-4 sm:grid-cols-2">
              <Field label="Campaign" required error={errorOf(form, 'campaignId')} className="sm:col-span-2">
                <Select
                  options={campaigns.map(({ id, name }) => ({ value: id, label: name }))}
                  value={form.watch('campaignId') || null}
                  onChange={(id) =>
                    form.setValue('campaignId', id, { shouldValidate: true, shouldDirty: true })
                  }
                />
              </Field>
              <TextField form={form} name="firstName" label="First name" required autoComplete="off" />
              <TextField form={form} name="lastName" label="Last name" required autoComplete="off" />
              <TextField form={form} name="email" label="E-mail" type="email" required autoComplete="off" />
              <TextField form={form} name="phone" label="Phone" type="tel" autoComplete="off" />
              <TextField form={form} name="company" label="Company" autoComplete="off" />
              <TextField
                form={form}
                name="serviceInterest"
                label="Asks for"
                hint="A product or service, in their words"
              />
              <Field label="Urgency">
                <Select
                  options={[
                    { value: UNSAID, label: 'Was not said' },
                    ...URGENCIES.map((value) => ({ value: value as string, label: urgencyWords[value] })),
                  ]}
                  value={form.watch('urgency') || UNSAID}
                  onChange={(value) =>
                    form.setValue('urgency', value === UNSAID ? '' : value, { shouldDirty: true })
                  }
                />
              </Field>
              <TextField form={form} name="timeline" label="Time frame" placeholder="Within a month" />
              <TextField form={form} name="budgetRange" label="Budget" placeholder="10,000–25,000" />
              <TextField
                form={form}
                name="metAt"
                label="Where you met"
                placeholder="phone, fair, recommendation"
              />
              <TextareaField form={form} name="message" label="Message" className="sm:col-span-2" rows={4} />
              <Field label="Owner">
                <Select
                  options={[
                    { value: RULES, label: 'The rules decide' },
                    ...(choices.data?.owners ?? []).map(({ id, name }) => ({ value: id, label: name })),
                  ]}
                  value={form.watch('ownerId') || RULES}
                  onChange={(id) => form.setValue('ownerId', id === RULES ? '' : id, { shouldDirty: true })}
                />
              </Field>
            </div>
            <Checkbox
              label="The person agreed that we keep what they told us"
              checked={form.watch('consent') === true}
              onChange={(given) => form.setValue('consent', given, { shouldDirty: true })}
            />
          </Form>
        </Card>
      )}
    </Page>
  )
}
