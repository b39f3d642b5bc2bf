import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { appRole, appUrl, CampaignSchema, EntranceCampaignSchema, MemberSchema, migrate } from '@tributary/db'
import { type EmbeddedPostgres, startEmbedded } from '@tributary/db/embedded'
import { installQueue } from '@tributary/jobs'
import { inOrganization, newUuid } from '@tributary/use-cases/in-organization'
import { openProduct } from '@tributary/use-cases/open-product'
import { createOrganization } from '@tributary/use-cases/organizations/create-organization'
import type { Context, Product } from '@tributary/use-cases/product'
import { Client } from 'pg'
import { databaseOf } from '../verify/connect.ts'

export type House = {
  readonly folder: string
  readonly postgres: EmbeddedPostgres
  readonly databaseUrl: string
  readonly encryptionKey: Buffer
  readonly product: Product
  readonly system: Context
  readonly campaign: {
    readonly id: string
    readonly slug: string
    readonly token: string
    readonly origin: string
  }
  close(): Promise<void>
}

/** The database of a house as its owner: for seeds and for what the measurement is compared with. */
export const ownerUrl = ({ postgres }: Pick<House, 'postgres'>): string =>
  databaseOf(postgres.superuserUrl, 'tributary')

/** Connected, and ended by whoever asked for it. */
export const connectOwner = async (house: House): Promise<Client> => {
  const owner = new Client({ connectionString: ownerUrl(house) })
  await owner.connect()
  return owner
}

const MEMBERS = 8

/** What a house that stays must remember of itself, beside its database. */
type Kept = {
  readonly encryptionKey: string
  readonly organizationId: string
  readonly campaign: House['campaign']
}

const readKept = async (file: string): Promise<Kept | undefined> =>
  existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as Kept) : undefined

const silent = {
  info: () => undefined,
  warn: (fields: object, message: string) => console.error(message, fields),
  error: (fields: object, message: string) => console.error(message, fields),
}

const makeCampaign = async (system: Context): Promise<House['campaign']> => {
  const made = {
    id: newUuid(Date.now()),
    slug: 'spring-offer',
    token: 'ct_measured',
    origin: 'https://www.example.com',
  }
  await inOrganization(system, async ({ em, organizationId }) => {
    const at = new Date()
    em.create(CampaignSchema, {
      organizationId,
      id: made.id,
      slug: made.slug,
      name: 'Spring offer',
      currency: 'USD',
      status: 'active',
      token: made.token,
      allowedOrigins: [made.origin],
      notificationEmails: [],
      form: {},
      createdAt: at,
      updatedAt: at,
    })
    em.create(EntranceCampaignSchema, { slug: made.slug, organizationId, campaignId: made.id })
  })
  return made
}

const addPeople = (system: Context): Promise<void> =>
  inOrganization(system, async ({ em, organizationId, newId }) => {
    for (let i = 0; i < MEMBERS; i++)
      em.create(MemberSchema, {
        organizationId,
        id: newId(),
        authUserId: `user-${i}`,
        name: `Member ${i}`,
        email: `member${i}@example.com`,
        role: 'rep',
        phones: [],
        regions: [],
        services: [],
        preferences: {},
      })
  })

const furnish = async (product: Product): Promise<Pick<Kept, 'organizationId' | 'campaign'>> => {
  const { organizationId } = await createOrganization(product, {
    name: 'Measured',
    currency: 'USD',
    locale: 'en',
    timeZone: 'UTC',
  })
  const system: Context = { product, organizationId, actor: { kind: 'system' } }
  await addPeople(system)
  return { organizationId, campaign: await makeCampaign(system) }
}

const openProductOf = (databaseUrl: string, encryptionKey: Buffer, folder: string): Promise<Product> =>
  openProduct(
    {
      databaseUrl,
      encryptionKey,
      dataDir: folder,
      publicUrl: 'http://localhost:3000',
      production: false,
      smtpUrl: null,
      mailFrom: 'Tributary <tributary@localhost>',
      slackBaseUrl: null,
      geoipPath: null,
      captureLimits: { perIpPerMinute: 0, perCampaignPerHour: 0 },
      openSignUp: false,
      poolSize: 4,
    },
    { log: silent },
  )

/**
 * A database of its own with durable commits, one organization of eight people, and one campaign. It goes with the
 * measurement, unless it is kept in a folder: then the next measurement finds it as this one left it.
 */
export const openHouse = async (
  settings: Readonly<Record<string, string>> = {},
  keep: string | null = null,
): Promise<House> => {
  const folder = keep ?? (await mkdtemp(join(tmpdir(), 'tributary-bench-')))
  await mkdir(folder, { recursive: true })
  const keptFile = join(folder, 'house.json')
  const kept = await readKept(keptFile)
  const postgres = await startEmbedded({
    folder: join(folder, 'postgres'),
    superuserPassword: 'superuser',
    migratorPassword: 'migrator',
    settings: { shared_buffers: '1GB', max_wal_size: '8GB', ...settings },
  })
  await migrate(postgres.url, 'app')
  await installQueue(postgres.url, appRole)
  const databaseUrl = appUrl(postgres.url, 'app')
  const encryptionKey = kept ? Buffer.from(kept.encryptionKey, 'base64') : randomBytes(32)
  const product = await openProductOf(databaseUrl, encryptionKey, folder)
  const { organizationId, campaign } = kept ?? (await furnish(product))
  if (keep && !kept)
    await writeFile(
      keptFile,
      JSON.stringify({ encryptionKey: encryptionKey.toString('base64'), organizationId, campaign }),
      { mode: 0o600 },
    )
  return {
    folder,
    postgres,
    databaseUrl,
    encryptionKey,
    product,
    system: { product, organizationId, actor: { kind: 'system' } },
    campaign,
    close: async () => {
      await product.close()
      await postgres.stop()
      if (!keep) await rm(folder, { recursive: true, force: true })
    },
  }
}
