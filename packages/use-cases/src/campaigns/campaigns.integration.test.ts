import { type CreateCampaign, CreateCampaign as Input } from '@tributary/contracts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { captureDoorOf } from '../capture/capture-door.ts'
import { readLead } from '../leads/read-lead.ts'
import { listLeads } from '../leads/read-leads.ts'
import { openTestProduct, type TestOrganization, type TestProduct } from '../testing.ts'
import { capture, foldAll, hotSubmission } from '../testing-leads.ts'
import { changeCapture } from './change-capture.ts'
import { createCampaign } from './create-campaign.ts'
import { deleteCampaign } from './delete-campaign.ts'
import { discardHeld, readHeldPage, releaseHeld } from './held-submissions.ts'
import { moveCampaign } from './move-campaign.ts'
import { listCampaigns, readCampaign } from './read-campaigns.ts'
import { readCapture } from './read-capture.ts'
import { rotateToken } from './rotate-token.ts'
import { removeTestLead, submitTest } from './test-submission.ts'
import { undoCampaign } from './undo-campaign.ts'
import { updateCampaign } from './update-campaign.ts'

let test: TestProduct
let neighbour: TestOrganization
const now = Date.parse('2026-05-20T12:00:00Z')
beforeAll(async () => {
  test = await openTestProduct({ clock: () => now })
  neighbour = await test.addOrganization('Neighbour')
})
afterAll(() => test.close())

const manager = () => test.as('manager')
const draft = (slug: string, more: Partial<CreateCampaign> = {}): CreateCampaign =>
  Input.parse({ slug, name: `Campaign ${slug}`, ...more })

const active = async (slug: string, more: Partial<CreateCampaign> = {}) => {
  const { id } = await createCampaign(manager(), draft(slug, more))
  await moveCampaign(manager(), { id, to: 'active', reason: '' })
  return { id, slug }
}

describe('making campaigns', () => {
  it('a new campaign is a draft with a token, and takes leads once it is active', async () => {
    const made = await createCampaign(
      manager(),
      draft('spring-2026', {
        type: 'consultation',
        platform: 'Google',
        budgetMinor: 500_000,
        targetLeads: 200,
        landingPageUrl: 'https://www.example.com/spring',
        ownerId: test.members.rep.memberId,
        notificationEmails: ['sales@example.com'],
        startDate: '2026-05-01',
        endDate: '2026-06-30',
      }),
    )
    expect(made).toMatchObject({
      status: 'draft',
      budget: { minor: 500_000, currency: 'USD' },
      owner: { name: 'Rahul Rep' },
      closedBecause: 'It is not active.',
      nextStatuses: ['active'],
    })
    const capturing = await readCapture(manager(), { id: made.id })
    expect(capturing.allowedOrigins).toEqual(['https://www.example.com'])
    expect(capturing.snippet).toContain(`data-tributary-token="${capturing.token}"`)
    await expect(capture(test, hotSubmission({ id: made.id, slug: 'spring-2026' }))).resolves.toBeDefined()
    const moved = await moveCampaign(manager(), { id: made.id, to: 'active', reason: 'Go' })
    expect(moved).toMatchObject({
      status: 'active',
      closedBecause: null,
      nextStatuses: ['paused', 'completed'],
    })
  })

  it('an id is taken once, over all organizations, and the answer does not say by whom', async () => {
    await createCampaign(neighbour.as('manager'), draft('summer'))
    await expect(createCampaign(manager(), draft('summer'))).rejects.toMatchObject({
      code: 'CONFLICT',
      message: 'This id is taken. Choose another one, such as the name with the year.',
      details: { field: 'slug' },
    })
  })

  it('names the field at fault', async () => {
    const ends = draft('backwards', { startDate: '2026-06-01', endDate: '2026-05-01' })
    await expect(createCampaign(manager(), ends)).rejects.toMatchObject({ details: { field: 'endDate' } })
    const foreign = draft('foreign', { ownerId: neighbour.members.rep.memberId })
    await expect(createCampaign(manager(), foreign)).rejects.toMatchObject({
      code: 'NOT_FOUND',
      details: { field: 'ownerId' },
    })
    expect(Input.safeParse({ slug: 'no spaces', name: 'X' }).success).toBe(false)
    expect(Input.safeParse({ slug: 'x', name: '', budgetMinor: -1 }).success).toBe(false)
  })

  it('changes what is given and keeps the rest', async () => {
    const { id } = await createCampaign(manager(), draft('autumn', { description: 'Leaves', targetLeads: 5 }))
    const changed = await updateCampaign(manager(), { id, name: 'Fall', targetLeads: null })
    expect(changed).toMatchObject({ name: 'Fall', description: 'Leaves', targetLeads: null })
  })

  it('tells who changed a campaign since it was read, and keeps their change', async () => {
    const made = await createCampaign(test.as('admin'), draft('winter'))
    await updateCampaign(test.as('admin'), { id: made.id, name: 'Theirs' })
    const old = new Date(now - 60_000).toISOString()
    await expect(
      updateCampaign(manager(), { id: made.id, name: 'Mine', expectedUpdatedAt: old }),
    ).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining(test.members.admin.name) })
    const theirs = await readCampaign(manager(), { id: made.id })
    expect(theirs.name).toBe('Theirs')
    const mine = await updateCampaign(manager(), {
      id: made.id,
      name: 'Mine',
      expectedUpdatedAt: theirs.updatedAt,
    })
    expect(mine.name).toBe('Mine')
  })
})

describe('taking a change of settings back', () => {
  it('puts back what was changed, once, and leaves the rest', async () => {
    const made = await createCampaign(manager(), draft('undone', { description: 'Leaves', targetLeads: 5 }))
    const { id } = made
    const settings = await updateCampaign(manager(), { id, name: 'Wrong', targetLeads: null })
    const form = { ...(await readCapture(manager(), { id })).form, button: 'Wrong' }
    const capturing = await changeCapture(manager(), { id, form, requireConsent: true })
    await undoCampaign(manager(), { undoId: settings.undoId! })
    expect(await readCampaign(manager(), { id })).toMatchObject({ name: made.name, targetLeads: 5 })
    expect(await readCapture(manager(), { id })).toMatchObject({
      form: { button: 'Wrong' },
      requireConsent: true,
    })
    await undoCampaign(manager(), { undoId: capturing.undoId! })
    expect(await readCapture(manager(), { id })).toMatchObject({
      form: { button: '' },
      requireConsent: false,
    })
    await expect(undoCampaign(manager(), { undoId: settings.undoId! })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
    expect((await updateCampaign(manager(), { id, name: made.name })).undoId).toBeNull()
  })

  it('is not done over what somebody else changed since, nor by somebody else', async () => {
    const { id } = await createCampaign(manager(), draft('contested'))
    const { undoId } = await updateCampaign(manager(), { id, name: 'Mine' })
    await expect(undoCampaign(test.as('admin'), { undoId: undoId! })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    await updateCampaign(test.as('admin'), { id, name: 'Theirs' })
    await expect(undoCampaign(manager(), { undoId: undoId! })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: 'Somebody changed this campaign since.',
    })
    expect((await readCampaign(manager(), { id })).name).toBe('Theirs')
  })
})

describe('the life of a campaign', () => {
  it('a move that makes no sense is refused with what would', async () => {
    const { id } = await createCampaign(manager(), draft('sleepy'))
    await expect(moveCampaign(manager(), { id, to: 'completed', reason: '' })).rejects.toMatchObject({
      message: 'A campaign that is a draft cannot become completed. It can become active.',
    })
  })

  it('one that has ended is not activated before it gets a later end', async () => {
    const { id } = await createCampaign(manager(), draft('past', { endDate: '2026-05-19' }))
    await expect(moveCampaign(manager(), { id, to: 'active', reason: '' })).rejects.toMatchObject({
      details: { field: 'endDate' },
    })
    await updateCampaign(manager(), { id, endDate: '2026-05-20' })
    expect((await moveCampaign(manager(), { id, to: 'active', reason: '' })).closedBecause).toBeNull()
  })

  it('one that brought leads is not deleted, one that did not is, and its id is free again', async () => {
    const campaign = await active('busy')
    await capture(test, hotSubmission(campaign))
    await expect(deleteCampaign(manager(), { id: campaign.id })).rejects.toMatchObject({ code: 'CONFLICT' })
    const { id } = await createCampaign(manager(), draft('idle'))
    await deleteCampaign(manager(), { id })
    await expect(readCampaign(manager(), { id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await createCampaign(neighbour.as('manager'), draft('idle'))
  })

  it('the list shows what each brought, and finds by name and status', async () => {
    const campaign = await active('counted')
    await capture(test, hotSubmission(campaign))
    await capture(test, hotSubmission(campaign))
    await foldAll(test)
    const [row, ...others] = await listCampaigns(manager(), { text: 'COUNTED', status: ['active'] })
    expect(others).toEqual([])
    expect(row).toMatchObject({ id: campaign.id, figures: { leads: 2, qualified: 0 } })
    expect(row!.figures.averageScore).toBeGreaterThan(0)
    expect((await listCampaigns(neighbour.as('manager'), { text: 'counted' })).length).toBe(0)
  })
})

const publicly = (slug: string, token: string | null, origin: string | null) =>
  captureDoorOf(test.product).submit({
    body: hotSubmission({ id: '', slug }),
    caller: { kind: 'public', origin, token },
    ip: null,
  })

describe('who may submit', () => {
  it('websites on the list, written in any way that means the same', async () => {
    const { id, slug } = await active('origins')
    const changed = await changeCapture(manager(), {
      id,
      allowedOrigins: ['https://www.example.com:443/', 'https://www.example.com', 'http://localhost:8080'],
    })
    expect(changed.allowedOrigins).toEqual(['https://www.example.com', 'http://localhost:8080'])
    await publicly(slug, null, 'https://www.example.com')
    await expect(publicly(slug, null, 'https://evil.example')).rejects.toMatchObject({
      code: 'ORIGIN_NOT_ALLOWED',
    })
  })

  it('a new token works and the old one no longer does', async () => {
    const { id, slug } = await active('tokens')
    const { token: old } = await readCapture(manager(), { id })
    await publicly(slug, old, null)
    const { token } = await rotateToken(manager(), { id })
    expect(token).not.toBe(old)
    await expect(publicly(slug, old, null)).rejects.toMatchObject({ code: 'INVALID_CAMPAIGN_TOKEN' })
    await publicly(slug, token, null)
  })
})

describe('a test submission', () => {
  it('meets everything a website would, becomes a lead, and is removed without a trace in the numbers', async () => {
    const { id } = await active('tested')
    const tested = await submitTest(manager(), { id })
    expect(tested.kind).toBe('captured')
    const { lead } = await readLead(manager(), { id: tested.id })
    expect(lead).toMatchObject({ name: 'Test Submission', company: null })
    await foldAll(test)
    expect((await readCampaign(manager(), { id })).figures.leads).toBe(1)
    await removeTestLead(manager(), { id: tested.id })
    await foldAll(test)
    expect((await readCampaign(manager(), { id })).figures.leads).toBe(0)
  })

  it('is refused where a website would be', async () => {
    const { id } = await createCampaign(manager(), draft('untested'))
    await expect(submitTest(manager(), { id })).rejects.toMatchObject({ code: 'CAMPAIGN_NOT_ACTIVE' })
  })

  it('its removal removes nothing but tests', async () => {
    const campaign = await active('real')
    const { id } = await capture(test, hotSubmission(campaign))
    await expect(removeTestLead(manager(), { id })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})

describe('what is held', () => {
  it('spam is shown with its reason, let in or thrown away', async () => {
    const { id, slug } = await active('trapped')
    const { token } = await readCapture(manager(), { id })
    for (let n = 0; n < 3; n++)
      await captureDoorOf(test.product).submit({
        body: { ...hotSubmission({ id, slug }), form_metadata: { website_url: 'https://spam.example' } },
        caller: { kind: 'public', origin: null, token },
        ip: null,
      })
    const first = await readHeldPage(manager(), { campaignId: id, kind: 'spam', size: 2 })
    expect(first).toMatchObject({
      count: 3,
      items: [{ words: 'Filled in the field that no person sees' }, {}],
    })
    const second = await readHeldPage(manager(), {
      campaignId: id,
      kind: 'spam',
      size: 2,
      cursor: first.nextCursor,
    })
    expect(second.items.length).toBe(1)
    expect(second.nextCursor).toBeNull()
    const [a, b] = first.items
    expect(await releaseHeld(manager(), { ids: [a!.id] })).toEqual({ done: 1, failures: [] })
    expect(await discardHeld(manager(), { ids: [b!.id] })).toEqual({ done: 1, failures: [] })
    expect(await releaseHeld(manager(), { ids: [b!.id] })).toMatchObject({
      done: 0,
      failures: [{ id: b!.id }],
    })
    const sort = { by: 'captured', direction: 'desc' } as const
    const leads = await listLeads(manager(), { filter: { campaign: [id] }, sort, size: 10 })
    expect(leads.items.map(({ email }) => email)).toEqual([a!.email])
  })
})
