import type { Role } from '@tributary/contracts'
import { type Em, kyselyOf, MemberSchema } from '@tributary/db'
import type { CompanyFacts, MarketEvent, MarketSetting, SimulatedMember } from '@tributary/simulator'
import { makeAccount } from '../accounts/sign-up.ts'
import { changeCapture } from '../campaigns/change-capture.ts'
import { createCampaign } from '../campaigns/create-campaign.ts'
import { createCompany } from '../catalogue/companies.ts'
import { createOffice } from '../catalogue/offices.ts'
import { createProduct } from '../catalogue/products.ts'
import { createSource } from '../catalogue/sources.ts'
import { asAuthDb } from '../entrance/auth-tables.ts'
import { inOrganization, newUuid, setOrganization } from '../in-organization.ts'
import { addMember, createOrganizationIn } from '../organizations/create-organization.ts'
import type { Actor, Context, Product } from '../product.ts'
import {
  campaignInput,
  DEMO_CURRENCY,
  DEMO_EMAIL,
  DEMO_ZONE,
  officeInput,
  productInput,
  sourceInput,
  workingHours,
} from './demo-setting.ts'

type MemberActor = Extract<Actor, { kind: 'member' }>

/** The demo's rows by the keys of the simulated market. */
export type DemoPlaces = {
  readonly organizationId: string
  readonly owner: MemberActor
  readonly members: ReadonlyMap<string, MemberActor>
  readonly offices: ReadonlyMap<string, string>
  readonly sources: ReadonlyMap<string, string>
  readonly campaigns: ReadonlyMap<string, string>
}

/** Makes the demo's organization with its people, offices, catalogue and campaigns, as of the day its history begins. */
export const foundDemo = async (
  product: Product,
  setting: MarketSetting,
  companies: readonly CompanyFacts[],
  { password, now }: { readonly password: string; readonly now: number },
): Promise<DemoPlaces> => {
  const { organizationId, members } = await makePeople(product, setting.catalog.members, {
    name: setting.catalog.business.name,
    password,
    now,
  })
  const owner = [...members.values()].find(({ role }) => role === 'owner')!
  const ctx: Context = { product, organizationId, actor: owner, now }
  await addCompanies(ctx, companies)
  return inOrganization(ctx, async (tx) => {
    const offices = new Map<string, string>()
    for (const office of setting.catalog.offices)
      offices.set(office.key, (await createOffice(ctx, officeInput(office))).id)
    const products = new Map<string, string>()
    for (const item of setting.catalog.items)
      products.set(item.code, (await createProduct(ctx, productInput(item))).id)
    const sources = new Map<string, string>()
    for (const source of setting.catalog.sources)
      sources.set(source.key, (await createSource(ctx, sourceInput(source))).id)
    const campaigns = new Map<string, string>()
    for (const campaign of setting.campaigns) {
      const productId = campaign.item ? (products.get(campaign.item) ?? null) : null
      const { id } = await createCampaign(ctx, campaignInput(campaign, productId))
      await changeCapture(ctx, { id, allowedOrigins: [...campaign.allowedOrigins], defaultCountry: 'IN' })
      campaigns.set(campaign.slug, id)
    }
    for (const member of setting.catalog.members) {
      const row = await tx.em.findOneOrFail(MemberSchema, {
        organizationId,
        id: members.get(member.key)!.memberId,
      })
      row.title = member.title
      row.officeId = offices.get(member.office) ?? null
      // The owner, who looks around in the demo, has leads of their own to look at.
      row.takesLeads = member.weight > 0 || member.role === 'owner'
      row.weight = Math.max(1, member.weight)
    }
    return { organizationId, owner, members, offices, sources, campaigns }
  })
}

/** Rows that a transaction wrote are compared again with each row that it writes: few at a time are many times faster. */
const AT_ONCE = 25

const addCompanies = async (ctx: Context, companies: readonly CompanyFacts[]): Promise<void> => {
  for (let at = 0; at < companies.length; at += AT_ONCE)
    await inOrganization(ctx, async () => {
      for (const company of companies.slice(at, at + AT_ONCE)) await createCompany(ctx, companyInput(company))
    })
}

const companyInput = ({ name, domain, industry, size, sites }: CompanyFacts) => ({
  name,
  domain,
  industry,
  size: `${size} people`,
  country: sites[0]?.country ?? null,
  region: sites[0]?.region ?? null,
})

/** Every company that the market's people turn out to work for, once by domain. */
export const companiesOf = (events: readonly MarketEvent[]): CompanyFacts[] => {
  const byDomain = new Map<string, CompanyFacts>()
  for (const event of events)
    if (event.kind === 'submission' && event.company) byDomain.set(event.company.domain, event.company)
  return [...byDomain.values()]
}

/** Only the owner can sign in, with the address and the password that are printed; the others are colleagues. */
const makePeople = (
  product: Product,
  people: readonly SimulatedMember[],
  { name, password, now }: { readonly name: string; readonly password: string; readonly now: number },
): Promise<{ organizationId: string; members: Map<string, MemberActor> }> =>
  product.orm.em.fork().transactional(async (em) => {
    const db = asAuthDb(kyselyOf(em as Em))
    const ownerFacts = people.find(({ role }) => role === 'owner')!
    const nameOf = ({ firstName, lastName }: SimulatedMember) => `${firstName} ${lastName}`
    const account = await makeAccount(product, db, { name: nameOf(ownerFacts), email: DEMO_EMAIL, password })
    await db.deleteFrom('auth_session').where('user_id', '=', account.userId).execute()
    await db.updateTable('auth_user').set({ email_verified: true }).where('id', '=', account.userId).execute()
    const created = await createOrganizationIn(em as Em, product, {
      name,
      currency: DEMO_CURRENCY,
      locale: 'en-IN',
      timeZone: DEMO_ZONE,
      isDemo: true,
      now,
      owner: { userId: account.userId, name: nameOf(ownerFacts), email: DEMO_EMAIL },
    })
    const { organizationId } = created
    await em.execute(setOrganization(organizationId))
    const members = new Map<string, MemberActor>()
    const asActor = (memberId: string, userId: string, role: Role): MemberActor => ({
      kind: 'member',
      memberId,
      userId,
      role,
    })
    members.set(ownerFacts.key, asActor(created.memberId!, account.userId, 'owner'))
    for (const person of people) {
      if (person === ownerFacts) continue
      const userId = newUuid(now)
      const at = new Date(now)
      await db
        .insertInto('auth_user')
        .values({
          id: userId,
          name: nameOf(person),
          email: person.email,
          email_verified: true,
          created_at: at,
          updated_at: at,
        })
        .execute()
      const memberId = await addMember(em as Em, {
        organizationId,
        userId,
        name: nameOf(person),
        email: person.email,
        role: person.role,
        timeZone: DEMO_ZONE,
        now,
      })
      members.set(person.key, asActor(memberId, userId, person.role))
    }
    return { organizationId, members }
  })

/** Once the history stands, the people keep the hours they keep; those who lead a team are there at any hour. */
export const keepHours = (
  product: Product,
  places: DemoPlaces,
  people: readonly SimulatedMember[],
): Promise<void> =>
  inOrganization({ product, organizationId: places.organizationId, actor: places.owner }, async (tx) => {
    for (const person of people) {
      if (person.role !== 'rep') continue
      const id = places.members.get(person.key)!.memberId
      const row = await tx.em.findOneOrFail(MemberSchema, { organizationId: places.organizationId, id })
      row.workingHours = workingHours(person)
    }
  })
