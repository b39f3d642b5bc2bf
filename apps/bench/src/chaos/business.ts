import { CampaignSchema, EntranceCampaignSchema, MemberSchema } from '@tributary/db'
import { inOrganization, newUuid } from '@tributary/use-cases/in-organization'
import { connectSlack } from '@tributary/use-cases/notifications/notification-settings'
import { openProduct } from '@tributary/use-cases/open-product'
import { createOrganization } from '@tributary/use-cases/organizations/create-organization'
import type { Context, Product } from '@tributary/use-cases/product'
import type { Instance } from './instance.ts'

export type Business = {
  readonly product: Product
  readonly system: Context
  readonly slug: string
  readonly token: string
  close(): Promise<void>
}

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }
const SLACK_HOOK = 'https://hooks.slack.com/services/T0CHAOS/B0CHAOS/chaoschaoschaoschaoschao'

/** One organization with a Slack channel, three people and a campaign that tells somebody of each lead. */
export const openBusiness = async (instance: Instance): Promise<Business> => {
  const product = await openProduct(
    {
      databaseUrl: instance.databaseUrl,
      encryptionKey: instance.encryptionKey,
      dataDir: instance.dataDir,
      publicUrl: instance.url,
      production: false,
      smtpUrl: null,
      mailFrom: 'Tributary <tributary@localhost>',
      slackBaseUrl: null,
      geoipPath: null,
      captureLimits: { perIpPerMinute: 0, perCampaignPerHour: 0 },
      openSignUp: false,
      poolSize: 2,
    },
    { log: silent },
  )
  const { organizationId } = await createOrganization(product, {
    name: 'Chaos',
    currency: 'USD',
    locale: 'en',
    timeZone: 'UTC',
  })
  const system: Context = { product, organizationId, actor: { kind: 'system' } }
  const slug = 'storm'
  const token = 'ct_storm'
  await inOrganization(system, async ({ em, newId }) => {
    for (const name of ['Asha', 'Ben', 'Chen'])
      em.create(MemberSchema, {
        organizationId,
        id: newId(),
        authUserId: `chaos-${name}`,
        name,
        email: `${name.toLowerCase()}@example.com`,
        role: 'rep',
        phones: [],
        regions: [],
        services: [],
        preferences: {},
      })
    const id = newUuid(Date.now())
    const at = new Date()
    em.create(CampaignSchema, {
      organizationId,
      id,
      slug,
      name: 'Storm',
      currency: 'USD',
      status: 'active',
      token,
      allowedOrigins: [],
      notificationEmails: ['sales@example.com'],
      form: {},
      createdAt: at,
      updatedAt: at,
    })
    em.create(EntranceCampaignSchema, { slug, organizationId, campaignId: id })
  })
  await connectSlack(system, { webhookUrl: SLACK_HOOK, name: 'sales' })
  return { product, system, slug, token, close: () => product.close() }
}
