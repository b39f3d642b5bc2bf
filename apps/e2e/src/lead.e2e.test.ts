import { describe, expect, it } from 'vitest'
import { bringLead } from './house/bring-lead.ts'
import { ownHouse } from './house/house.ts'
import { picture } from './house/open-browser.ts'
import { useBrowser } from './house/use-browser.ts'

const { visit } = useBrowser()
const house = ownHouse()

const warm = (firstName: string) => ({
  firstName,
  lastName: 'Ferry',
  email: `${firstName.toLowerCase()}.ferry@quayside.com`,
  company: 'Quayside Laundry',
  details: { service_interest: 'Boiler service', urgency: 'Medium (This week)' },
})

const openLead = async (firstName: string) => {
  const { id } = await bringLead(house, warm(firstName))
  const { page } = await visit({ as: 'owner' })
  await page.goto(`/leads/${id}`)
  await page.getByRole('heading', { level: 1, name: new RegExp(`${firstName} Ferry`) }).waitFor()
  return page
}

describe('one lead', () => {
  it('says why it has its score, with reasons that add up to it', async () => {
    const page = await openLead('Reason')
    const heading = await page.getByRole('heading', { name: /^Why \d+$/ }).innerText()
    const groups = ['Contact quality', 'Intent', 'Behaviour', 'Source']
    const reasons = await Promise.all(
      groups.map((name) => page.getByRole('region', { name }).getByRole('listitem').allInnerTexts()),
    )
    const points = reasons
      .flat()
      .map((text) => Number(/(?:\+|\b)(\d+)\s+of/.exec(text.replaceAll('\n', ' '))?.[1]))
    expect(reasons.flat()).toHaveLength(10)
    expect(`Why ${points.reduce((sum, one) => sum + one, 0)}`).toBe(heading)
    await picture(page, 'lead')
  })

  it('says what would make it an A, and who has it and why', async () => {
    const page = await openLead('Ways')
    await page.getByRole('heading', { name: 'What would make it an A' }).waitFor()
    await page
      .getByText(/\d changes? would bring \d+ points/)
      .first()
      .waitFor()
    await page.getByRole('heading', { name: 'Why this owner' }).waitFor()
    await page.getByText(/got it by the rule “Everyone”/).waitFor()
  })

  it('is accepted, and the decision is taken back with one undo', async () => {
    const page = await openLead('Accept')
    await page.getByRole('button', { name: 'Accept', exact: true }).click()
    await page.getByText('Accepted', { exact: true }).first().waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('Undone').waitFor()
    await page.getByText('Pending', { exact: true }).first().waitFor()
  })

  it('is rejected with a reason that stands beside its name', async () => {
    const page = await openLead('Reject')
    await page.getByRole('button', { name: 'Reject' }).click()
    await page.getByRole('menuitem', { name: 'Wrong region' }).click()
    await page.getByText('Rejected: wrong region').first().waitFor()
    await page.reload()
    await page.getByText('Rejected: wrong region').first().waitFor()
  })

  it('moves to the next stage', async () => {
    const page = await openLead('Stage')
    await page.getByRole('button', { name: 'Stage: New' }).click()
    await page.getByRole('menuitem', { name: 'Contacted' }).click()
    await page.getByRole('button', { name: 'Stage: Contacted' }).waitFor()
    await page.reload()
    await page.getByRole('button', { name: 'Stage: Contacted' }).waitFor()
  })

  it('has a next step with a day', async () => {
    const page = await openLead('Step')
    await page.getByRole('button', { name: 'Plan a next step' }).click()
    await page.getByLabel('What is to be done').fill('Send the offer for the boiler')
    await page.getByRole('button', { name: 'In 3 days' }).click()
    await page.getByRole('button', { name: 'Save next step' }).click()
    await page.getByText('Next step set').waitFor()
    await page.reload()
    await page.getByText('Send the offer for the boiler').first().waitFor()
  })

  it('keeps a note in its timeline, with who wrote it', async () => {
    const page = await openLead('Note')
    await page.getByLabel('What should be remembered?').fill('Prefers calls after four.')
    await page.getByRole('button', { name: 'Add note' }).click()
    const entry = page.getByRole('listitem').filter({ hasText: 'Prefers calls after four.' })
    await entry.getByText(house.owner.name).waitFor()
  })
})
