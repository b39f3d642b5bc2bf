import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { type CampaignDetail, UpdateCampaign } from '@tributary/contracts'
import { Button, Card, ConfirmDialog, Skeleton, toast } from '@tributary/ui'
import { useState } from 'react'
import { failureOf, trpc } from '../../api/trpc.ts'
import { TextField } from '../../forms/fields.tsx'
import { Form } from '../../forms/form.tsx'
import { sending, useZodForm } from '../../forms/use-zod-form.ts'
import { paths } from '../../paths.ts'
import { useMay } from '../../session/session.ts'
import { CampaignFields } from './campaign-form.tsx'
import { refreshCampaigns } from './campaign-frame.tsx'

const route = getRouteApi('/app/campaigns/$campaignId/settings')

const Values = UpdateCampaign.omit({ id: true }).required()

const valuesOf = (campaign: CampaignDetail) => ({
  name: campaign.name,
  description: campaign.description,
  type: campaign.type,
  platform: campaign.platform,
  startDate: campaign.startDate,
  endDate: campaign.endDate,
  budgetMinor: campaign.budget?.minor ?? null,
  targetLeads: campaign.targetLeads,
  landingPageUrl: campaign.landingPageUrl,
  productId: campaign.product?.id ?? null,
  autoAssign: campaign.autoAssign,
  ownerId: campaign.owner?.id ?? null,
  notificationEmails: campaign.notificationEmails,
  highPriority: campaign.highPriority,
})

const Settings = ({ campaign }: { campaign: CampaignDetail }) => {
  const navigate = useNavigate()
  const may = useMay()
  const [deleting, setDeleting] = useState(false)
  const update = trpc.campaigns.update.useMutation()
  const remove = trpc.campaigns.remove.useMutation({
    onSuccess: async () => {
      toast.success('Campaign deleted')
      await navigate(paths.campaigns())
      await refreshCampaigns()
    },
    onError: (error) => {
      setDeleting(false)
      toast.error('The campaign was not deleted', { description: failureOf(error).message })
    },
  })
  const form = useZodForm(Values, { defaultValues: valuesOf(campaign) })
  const noWrite = may.can('campaigns.write') ? null : may.whyNot('campaigns.write')
  const submit = sending(form, async (values) => {
    const now = await update.mutateAsync({ id: campaign.id, ...values })
    form.reset(valuesOf(now))
    toast.success('Saved')
    await refreshCampaigns()
  })
  const used = campaign.figures.leads > 0
  return (
    <div className="flex max-w-[72ch] flex-col gap-4">
      <Card title="About the campaign">
        <Form
          form={form}
          onSubmit={submit}
          submit="Save changes"
          disabledReason={noWrite ?? (form.formState.isDirty ? null : 'Nothing was changed')}
        >
          <div className="grid gap-4 sm:grid-cols-2">
            <TextField form={form} name="name" label="Name" required />
            <div className="flex flex-col gap-1 text-sm">
              <span className="font-medium">Id</span>
              <code className="flex h-control items-center break-all font-mono text-xs">{campaign.slug}</code>
            </div>
          </div>
          <CampaignFields form={form} />
        </Form>
      </Card>
      <Card
        title="Delete the campaign"
        description="Only a campaign without leads can be deleted. Complete one that is over: its leads and figures stay."
      >
        <Button
          tone="danger"
          disabledReason={noWrite ?? (used ? 'The campaign has leads: complete it instead' : null)}
          onClick={() => setDeleting(true)}
        >
          Delete campaign
        </Button>
      </Card>
      <ConfirmDialog
        open={deleting}
        onOpenChange={setDeleting}
        title={`Delete ${campaign.name}?`}
        confirm="Delete campaign"
        pending={remove.isPending}
        onConfirm={() => remove.mutate({ id: campaign.id })}
      >
        Forms that use its id stop working. This cannot be undone.
      </ConfirmDialog>
    </div>
  )
}

export const CampaignSettings = () => {
  const { campaignId } = route.useParams()
  const { data } = trpc.campaigns.read.useQuery({ id: campaignId })
  return data ? <Settings key={data.id} campaign={data} /> : <Skeleton className="h-96 w-full" />
}
