import { Link, useNavigate } from '@tanstack/react-router'
import { CreateCampaign } from '@tributary/contracts'
import { Banner, Button, Card, Page, toast } from '@tributary/ui'
import { trpc } from '../../api/trpc.ts'
import { TextField } from '../../forms/fields.tsx'
import { Form } from '../../forms/form.tsx'
import { dropDraft, sending, useZodForm } from '../../forms/use-zod-form.ts'
import { paths } from '../../paths.ts'
import { useMay } from '../../session/session.ts'
import { usePageTitle } from '../../shell/page-title.ts'
import { CampaignFields } from './campaign-form.tsx'
import { refreshCampaigns } from './campaign-frame.tsx'
import { slugOf } from './slug-of.ts'

const DRAFT = 'new-campaign'

const EMPTY = {
  slug: '',
  name: '',
  description: '',
  type: 'service' as const,
  platform: '',
  startDate: null,
  endDate: null,
  budgetMinor: null,
  targetLeads: null,
  landingPageUrl: '',
  productId: null,
  autoAssign: true,
  ownerId: null,
  notificationEmails: [],
  highPriority: false,
}

/** A new effort to win leads. It begins as a draft and takes leads once it is activated. */
export const NewCampaign = () => {
  usePageTitle('New campaign')
  const navigate = useNavigate()
  const may = useMay()
  const create = trpc.campaigns.create.useMutation()
  const form = useZodForm(CreateCampaign, { defaultValues: EMPTY, draft: DRAFT })
  const submit = sending(form, async (values) => {
    const made = await create.mutateAsync(values)
    dropDraft(DRAFT)
    void refreshCampaigns()
    toast.success('Campaign created')
    await navigate(paths.campaignCapture({ campaignId: made.id }))
  })
  const noWrite = may.can('campaigns.write') ? null : may.whyNot('campaigns.write')
  return (
    <Page
      width="reading"
      title="New campaign"
      breadcrumb={
        <Link {...paths.campaigns()} className="underline-offset-2 hover:underline">
          Campaigns
        </Link>
      }
      summary="It begins as a draft and takes leads once you activate it."
    >
      {noWrite ? (
        <Banner tone="info" className="rounded-lg">
          {noWrite}
        </Banner>
      ) : null}
      <Card>
        <Form
          form={form}
          onSubmit={submit}
          submit="Create campaign"
          disabledReason={noWrite}
          beside={
            <Button tone="ghost" nativeButton={false} render={<Link {...paths.campaigns()} />}>
              Cancel
            </Button>
          }
        >
          <div className="grid gap-4 sm:grid-cols-2">
            <TextField
              form={form}
              name="name"
              label="Name"
              required
              options={{
                onChange: (event: { target: { value: string } }) => {
                  if (!form.formState.dirtyFields.slug)
                    form.setValue('slug', slugOf(event.target.value), {
                      shouldValidate: form.formState.isSubmitted,
                    })
                },
              }}
            />
            <TextField
              form={form}
              name="slug"
              label="Id"
              required
              hint="Stands in forms and links, and stays for good"
            />
          </div>
          <CampaignFields form={form} />
        </Form>
      </Card>
    </Page>
  )
}
