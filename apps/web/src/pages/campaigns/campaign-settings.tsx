import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { type CampaignDetail, type CampaignType, UpdateCampaign } from '@tributary/contracts'
import { Button, Card, ConfirmDialog, Skeleton, toast, useFormats } from '@tributary/ui'
import { useState } from 'react'
import type { z } from 'zod'
import { client, failureOf, trpc } from '../../api/trpc.ts'
import { ConflictChoice } from '../../forms/conflict-choice.tsx'
import { TextField } from '../../forms/fields.tsx'
import { Form } from '../../forms/form.tsx'
import { type Read, useConflict } from '../../forms/use-conflict.ts'
import { showFailure, useZodForm } from '../../forms/use-zod-form.ts'
import { paths } from '../../paths.ts'
import { useMay, useMe } from '../../session/session.ts'
import { campaignTypeWords } from '../../words.ts'
import { CampaignFields } from './campaign-form.tsx'
import { refreshCampaigns } from './campaign-frame.tsx'

const route = getRouteApi('/app/campaigns/$campaignId/settings')

const Values = UpdateCampaign.omit({ id: true, expectedUpdatedAt: true }).required()
type Values = z.input<typeof Values>

const LABELS = {
  name: 'Name',
  description: 'Description',
  type: 'Type',
  platform: 'Platform',
  startDate: 'First day',
  endDate: 'Last day',
  budgetMinor: 'Budget',
  targetLeads: 'Wanted leads',
  landingPageUrl: 'Landing page',
  productId: 'Product or service',
  autoAssign: 'Assign leads by themselves',
  ownerId: 'Owner of its leads',
  notificationEmails: 'E-mail addresses',
  highPriority: 'High priority',
} satisfies Record<keyof Values, string>

const valuesOf = (campaign: CampaignDetail): Values => ({
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

const readOf = (campaign: CampaignDetail): Read<Values> => ({
  values: valuesOf(campaign),
  at: campaign.updatedAt,
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
  const utils = trpc.useUtils()
  const formats = useFormats()
  const { organization } = useMe()
  const choices = trpc.leads.choices.useQuery(undefined, { staleTime: 60_000 })
  // As it was when the form was filled: what others change since then is a conflict.
  const [read, setRead] = useState(() => readOf(campaign))
  const form = useZodForm(Values, { defaultValues: read.values })
  const noWrite = may.can('campaigns.write') ? null : may.whyNot('campaigns.write')
  const keep = async (now: CampaignDetail): Promise<void> => {
    setRead(readOf(now))
    form.reset(valuesOf(now))
    await refreshCampaigns()
  }
  const { save, conflict, keepMine, takeTheirs } = useConflict<Values>({
    read,
    readNow: async () => readOf(await utils.campaigns.read.fetch({ id: campaign.id }, { staleTime: 0 })),
    send: async (mine, expectedUpdatedAt) => {
      const { undoId, ...now } = await update.mutateAsync({ id: campaign.id, ...mine, expectedUpdatedAt })
      await keep(now)
      const undo = async (id: string): Promise<void> => {
        await client.campaigns.undo.mutate({ undoId: id })
        await keep(await utils.campaigns.read.fetch({ id: campaign.id }, { staleTime: 0 }))
      }
      toast.success('Saved', undoId ? { undo: () => undo(undoId) } : {})
    },
    failed: (error) => showFailure(form, error),
    onTheirs: () => {
      toast.say('Theirs stands')
      void utils.campaigns.read.fetch({ id: campaign.id }, { staleTime: 0 }).then(keep)
    },
  })
  const submit = form.handleSubmit(async (values) => {
    const touched = form.formState.dirtyFields as Readonly<Record<string, unknown>>
    await save(Object.fromEntries(Object.entries(values).filter(([key]) => key in touched)))
  })
  const textOf = (key: keyof Values, value: unknown): string => {
    if (key === 'budgetMinor' && typeof value === 'number')
      return formats.money({ minor: value, currency: organization.currency })
    if (key === 'type') return campaignTypeWords[value as CampaignType]
    if (typeof value === 'boolean') return value ? 'Yes' : 'No'
    if (Array.isArray(value)) return value.join(', ')
    const named = key === 'productId' ? choices.data?.products : key === 'ownerId' ? choices.data?.owners : []
    const text = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
    return named?.find(({ id }) => id === value)?.name ?? text
  }
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
          <ConflictChoice
            conflict={conflict}
            labelOf={(key) => LABELS[key]}
            textOf={textOf}
            onMine={keepMine}
            onTheirs={takeTheirs}
            pending={update.isPending}
          />
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
