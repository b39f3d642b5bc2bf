import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readCaptureBody } from '@tributary/contracts'
import { CampaignSchema, EntranceCampaignSchema } from '@tributary/db'
import { askResult, refreshResult } from '@tributary/use-cases/attribution/store-results'
import { auditPublicKey } from '@tributary/use-cases/audit/chain'
import { sealAudit } from '@tributary/use-cases/audit/seal-audit'
import { verifyAudit } from '@tributary/use-cases/audit/verify-audit'
import { captureDoorOf } from '@tributary/use-cases/capture/capture-door'
import { createDeal, moveDeals } from '@tributary/use-cases/deals/change-deals'
import { inOrganization } from '@tributary/use-cases/in-organization'
import { assignLeads } from '@tributary/use-cases/leads/assign-leads'
import { editLead } from '@tributary/use-cases/leads/edit-lead'
import { logActivity } from '@tributary/use-cases/leads/log-activity'
import { moveLeads } from '@tributary/use-cases/leads/move-leads'
import { removeLeads, restoreLeads } from '@tributary/use-cases/leads/remove-leads'
import { reviewLeads } from '@tributary/use-cases/leads/review-leads'
import { setNextStep } from '@tributary/use-cases/leads/set-next-step'
import { undoChange } from '@tributary/use-cases/leads/undo-change'
import { foldEvents } from '@tributary/use-cases/ledger/fold-events'
import { purgeBin } from '@tributary/use-cases/operations/purge-bin'
import { putSpend } from '@tributary/use-cases/spend/put-spend'
import { openTestProduct, type TestProduct } from '@tributary/use-cases/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { auditCheck } from './checks/audit.ts'
import { closeHouse, openClient, openHouse } from './connect.ts'
import { readVerifyOptions } from './options.ts'
import type { CheckReport } from './report.ts'
import { runChecks } from './run-checks.ts'
import { selftest } from './selftest/selftest.ts'

let house: TestProduct
let owner: Awaited<ReturnType<typeof openClient>>
let leads: string[] = []
const slug = `verified-${randomUUID().slice(0, 8)}`
const folders: string[] = []

const addCampaign = (): Promise<void> =>
  inOrganization(house.system, async ({ em, organizationId, newId, now }) => {
    const id = newId()
    const at = new Date(now)
    em.create(CampaignSchema, {
      ...{
        organizationId,
        id,
        slug,
        name: 'Spring offer',
        currency: 'USD',
        token: 'ct_1',
        status: 'active' as const,
      },
      ...{
        notificationEmails: ['Desk@brightside.example'],
        allowedOrigins: ['https://www.example.com'],
        form: {},
      },
      ...{ defaultCountry: 'US', createdAt: at, updatedAt: at },
    })
    em.create(EntranceCampaignSchema, { slug, organizationId, campaignId: id })
  })

const submit = async (n: number): Promise<string> => {
  const { body } = readCaptureBody({
    campaign_id: slug,
    source: 'landing-page',
    contact: {
      firstName: ['Divya', 'Omar', 'Grace', 'Ines'][n % 4],
      lastName: `Rao${String.fromCharCode(97 + (n % 26))}${String.fromCharCode(97 + Math.floor(n / 26))}`,
      email: `person${n}@firm${n}.example.com`,
      phone: `+1-415-555-${String(1000 + n)}`,
      company: `Firm ${n}`,
    },
    lead_details: {
      service_interest: n % 2 === 0 ? 'Heat pump' : undefined,
      urgency: n % 3 === 0 ? 'Emergency' : 'Low',
      message: 'Please call.',
      budget_range: n % 2 === 0 ? '$5000' : undefined,
    },
    tracking: {
      utm_source: 'google',
      utm_medium: 'cpc',
      utm_content: `variant-${n % 3}`,
      visitor_id: `v${n}`,
    },
    form_metadata: { form_type: 'contact', consent_given: true, timestamp: '2026-03-02T10:00:00Z' },
    behavior: { time_on_page_seconds: 200, fields_total: 8, fields_completed: 8 },
  })
  const answer = await captureDoorOf(house.product).submit({
    body,
    caller: { kind: 'public', origin: 'https://www.example.com', token: null },
    ip: null,
  })
  return answer.id
}

/** What the worker does after each commit. */
const settle = async (): Promise<void> => {
  for (;;) {
    const { rows } = await owner.query<{
      id: string
    }>(`select id from event e where not exists (select 1 from event_fold f
      where f.organization_id = e.organization_id and f.event_id = e.id) limit 1000`)
    const eventIds = rows.map(({ id }) => id)
    if (eventIds.length === 0) break
    await foldEvents(house.system, { eventIds })
  }
  await sealAudit(house.system)
}

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** Two deals are won of people who came by an advertisement, one of somebody nothing is known of; days cost money. */
const earn = async (): Promise<void> => {
  const olivia = house.as('owner')
  const now = house.product.clock()
  const body = {
    campaign_id: slug,
    contact: { firstName: 'Noor', lastName: 'Haddad', email: 'noor@haddad.example.com' },
  }
  const { id: unknown } = await captureDoorOf(house.product).submit({
    body: readCaptureBody({ ...body, source: 'manual' }).body,
    caller: { kind: 'system', organizationId: house.organizationId },
    ip: null,
    skipLimits: true,
    way: 'manual',
  })
  for (const [lead, amountMinor] of [
    [leads[40]!, 123_457],
    [leads[41]!, 80_001],
    [unknown, 9_999],
  ] as const) {
    const { deals } = await createDeal(olivia, { leadId: lead, amountMinor })
    await moveDeals(olivia, { ids: [deals[0]!.id], to: 'won' })
  }
  const days = [3, 2, 1].map((ago) => ({
    ...{ date: dayOf(now - ago * 86_400_000), spend: '125.50', impressions: 4_000, clicks: 31 },
    content: 'variant-1',
  }))
  await putSpend(house.product, olivia, slug, { source: 'google', days })
}

/** Attribution is calculated when nothing changes any more. */
const attribute = async (): Promise<void> => {
  const now = house.product.clock()
  const period = { start: dayOf(now - 40 * 86_400_000), end: dayOf(now + 86_400_000) }
  for (const lookbackDays of [30, 90]) {
    const { id } = await inOrganization(house.system, (tx) => askResult(tx, { period, lookbackDays }))
    await refreshResult({ ...house.system, now: now + 60_000 }, id)
  }
}

const options = (more: string[] = []) => readVerifyOptions(['--data-dir', '/nowhere', ...more], {})
const key = () => house.product.config.encryptionKey

const verify = async (more: string[] = []): Promise<CheckReport[]> => {
  const client = await openClient(house.database.superuserUrl)
  try {
    const opened = await openHouse(client, options(more), { instanceKey: key(), logFolders: [] })
    const reports = await runChecks(opened)
    await closeHouse(opened)
    return reports
  } finally {
    await client.end()
  }
}

beforeAll(async () => {
  house = await openTestProduct()
  owner = await openClient(house.database.superuserUrl)
  await addCampaign()
  leads = await Promise.all(Array.from({ length: 60 }, (_, n) => submit(n)))
  const olivia = house.as('owner')
  const some = (from: number, to: number) => ({ target: { ids: leads.slice(from, to) } })
  await reviewLeads(olivia, { ...some(0, 6), to: 'accepted' })
  await reviewLeads(olivia, { ...some(6, 9), to: 'rejected', reason: 'not_a_fit' })
  await moveLeads(olivia, { ...some(0, 4), to: 'contacted' })
  await moveLeads(olivia, { ...some(0, 3), to: 'qualified' })
  await moveLeads(olivia, { ...some(0, 2), to: 'proposal', valueMinor: 250_000 })
  await moveLeads(olivia, { ...some(0, 1), to: 'won' })
  await moveLeads(olivia, { ...some(3, 4), to: 'lost', lostReason: 'price' })
  await assignLeads(olivia, { ...some(4, 6), to: house.members.rep.memberId })
  const { undoId } = await reviewLeads(olivia, { ...some(9, 12), to: 'accepted' })
  await undoChange(olivia, { undoId: undoId! })
  await logActivity(olivia, { id: leads[12]!, kind: 'call_made', text: 'Spoke with them.' })
  await editLead(olivia, { id: leads[13]!, industry: 'Retail', region: 'CA', phone: null })
  const steps = [
    await logActivity(olivia, { id: leads[20]!, kind: 'call_made', text: 'Never was.' }),
    await editLead(olivia, { id: leads[21]!, company: null, urgency: 'High', valueMinor: 500 }),
    await setNextStep(olivia, {
      id: leads[22]!,
      step: { at: '2030-01-01T10:00:00Z', text: 'Call' },
      done: false,
    }),
  ]
  for (const step of steps) await undoChange(olivia, { undoId: step.undoId! })
  await removeLeads(olivia, some(14, 16))
  await restoreLeads(olivia, some(14, 15))
  await removeLeads(olivia, some(30, 33))
  await purgeBin({ ...house.system, now: house.product.clock() + 31 * 86_400_000 })
  await earn()
  await settle()
  await attribute()
})
afterAll(async () => {
  await owner.end()
  await house.close()
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

describe('verify', () => {
  test('after captures, reviews, stages, money, edits, removals and undo nothing differs', async () => {
    const reports = await verify()
    const differences = reports.flatMap(({ id, findings }) => findings.map((each) => ({ id, ...each })))
    expect(differences).toEqual([])
    const checked = Object.fromEntries(reports.map(({ id, checked: n }) => [id, n]))
    expect(checked['MS-1 leads']).toBe(61)
    expect(checked['MS-1 spend']).toBe(3)
    expect(checked['I12 attribution']).toBeGreaterThan(10)
    const { rows } = await owner.query("select 1 from event where type = 'lead.purged'")
    expect(rows).toHaveLength(4)
    expect(checked['I10 routing']).toBeGreaterThan(60)
    expect(reports.filter(({ skipped }) => skipped !== null).map(({ id }) => id)).toEqual(['I1', 'I2'])
  })

  test('every fault that is planted in a copy is found, and the database stays as it was', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'verify-test-'))
    folders.push(folder)
    const lines: string[] = []
    const reached = {
      ...{ url: house.database.superuserUrl, instanceKey: key(), logFolders: [] },
      leave: async () => undefined,
    }
    const passed = await selftest(reached, options(['--selftest', '--json']), (line) => void lines.push(line))
    const told = JSON.parse(lines.at(-1)!) as {
      found: number
      faults: { name: string; found: boolean; problem: string }[]
    }
    expect(told.faults.filter(({ found }) => !found)).toEqual([])
    expect(told.found).toBeGreaterThanOrEqual(45)
    expect(passed).toBe(true)
    expect((await verify()).flatMap(({ findings }) => findings)).toEqual([])
  }, 120_000)

  test('somebody who holds only the public key checks the signed heads, and finds a chain signed by another', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'verify-keys-'))
    folders.push(folder)
    const checkWith = async (publicKey: string) => {
      const file = join(folder, 'keys.json')
      await writeFile(file, JSON.stringify({ [house.organizationId]: publicKey }))
      const client = await openClient(house.database.superuserUrl)
      const opened = await openHouse(client, options(['--audit-keys', file]), {
        instanceKey: null,
        logFolders: [],
      })
      const { findings, checked } = (await auditCheck(opened)).report()
      await closeHouse(opened)
      await client.end()
      return { checked, texts: findings.map(({ text }) => text) }
    }
    const { publicKey } = await verifyAudit(house.as('owner'))
    const { checked, texts } = await checkWith(publicKey)
    expect([checked > 5, texts]).toEqual([true, []])
    expect((await checkWith(auditPublicKey(randomBytes(32)))).texts).toContainEqual(
      expect.stringContaining('its signature is not ours'),
    )
  })

  test('a mark that was planted in the open is found', async () => {
    await owner.query("update campaign set description = 'planted-7f3a' where slug = $1", [slug])
    const found = (await verify(['--marks', 'planted-7f3a'])).find(({ id }) => id === 'I14')
    expect(found?.findings).toEqual([expect.objectContaining({ subject: 'public.campaign' })])
  })

  test('what waits to be folded is no difference, unless everything should have settled', async () => {
    await submit(99)
    expect((await verify()).flatMap(({ findings }) => findings)).toEqual([])
    const settled = (await verify(['--settled'])).flatMap(({ id, findings }) => findings.map(() => id))
    expect(settled).toContain('I5')
    expect(settled).toContain('I12')
  })
})
