import type { CreateCampaign, CreateOffice, CreateProduct, CreateSource } from '@tributary/contracts'
import type { WorkingHours } from '@tributary/routing'
import type {
  CatalogueItem,
  DataSource,
  Office,
  SimulatedCampaign,
  SimulatedMember,
} from '@tributary/simulator'

/** The demo's market: the same seed gives the same history on every machine. */
export const DEMO_SEED = 7
export const DEMO_LEADS = 5_000
export const DEMO_DAYS = 365
export const DEMO_ZONE = 'Asia/Kolkata'
export const DEMO_CURRENCY = 'INR'
export const DEMO_EMAIL = 'demo@nimbusworks.example'

const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

export const officeInput = (office: Office): CreateOffice => ({
  name: office.name,
  regionCode: office.region,
  address: office.address,
  city: office.city,
  stateProvince: office.regionName,
  country: office.country,
  contactPerson: office.contactPerson,
  contactEmail: office.contactEmail,
  contactPhone: office.contactPhone,
  latitude: office.latitude,
  longitude: office.longitude,
})

export const productInput = (item: CatalogueItem): CreateProduct => ({
  kind: item.kind,
  code: item.code,
  name: item.name,
  category: item.category,
  description: item.description,
  recommendationDetails: item.recommendation,
  imageUrl: null,
  priceMinor: item.price.minor,
  aliases: [],
  active: true,
})

export const sourceInput = (source: DataSource): CreateSource => ({
  name: source.name,
  type: source.type,
  url: source.url,
  trustScore: source.trust,
  description: source.description,
  lastCrawledAt: null,
  active: source.active,
})

export const campaignInput = (campaign: SimulatedCampaign, productId: string | null): CreateCampaign => ({
  slug: campaign.slug,
  name: campaign.name,
  description: campaign.description,
  type: campaign.type,
  platform: campaign.platform,
  startDate: campaign.start,
  endDate: campaign.end ?? null,
  budgetMinor: campaign.budget?.minor ?? null,
  targetLeads: campaign.targetLeads,
  landingPageUrl: campaign.landingPage,
  productId,
  autoAssign: true,
  ownerId: null,
  notificationEmails: [...campaign.notificationEmails],
  highPriority: false,
})

/** Working windows by ISO weekday, in minutes of the local day. */
export const workingHours = ({ working }: SimulatedMember): WorkingHours =>
  Object.fromEntries(
    working.weekdays.map((weekday) => [weekday, [[minuteOf(working.from), minuteOf(working.to)]]]),
  )
