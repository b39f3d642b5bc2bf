import { describe, expect, it } from 'vitest'
import { ownHouse } from './house/house.ts'
import { enterPassword, signIn } from './house/sign-in.ts'
import { useBrowser } from './house/use-browser.ts'

const { visit } = useBrowser()
const house = ownHouse()

describe('signing in', () => {
  it('a person with an account is at home after e-mail and password', async () => {
    const { page } = await visit()
    await signIn(page, house.owner)
    await page.getByRole('button', { name: `${house.owner.name}: account` }).waitFor()
  })

  it('a wrong password and an unknown address are refused in the same words', async () => {
    const { page } = await visit({ expected: /status of 401/ })
    const refusal = async (email: string): Promise<string> => {
      await page.goto('/sign-in')
      await enterPassword(page, { email, password: 'not the password at all' })
      return page.getByRole('alert').innerText()
    }
    const known = await refusal(house.reps[1].email)
    expect(known).toMatch(/password/i)
    expect(await refusal('nobody@riverbend.example')).toBe(known)
  })

  it('who asked for a page before signing in is brought to that page with its filter', async () => {
    const { page } = await visit()
    await page.goto('/leads?stage=%5B%22new%22%5D')
    await page.waitForURL('**/sign-in?back=*')
    await enterPassword(page, house.owner)
    await page.waitForURL((url) => url.pathname === '/leads' && url.search.includes('stage'))
    await page.getByRole('table', { name: 'Leads' }).waitFor()
  })

  it('ending all other sessions sends the other browser back to sign in', async () => {
    const [, person] = house.reps
    const there = await visit({ expected: /status of 401/ })
    await signIn(there.page, person)
    const here = await visit()
    await signIn(here.page, person)
    await here.page.goto('/profile/sessions')
    await here.page.getByRole('button', { name: 'End all others' }).click()
    await here.page.getByText('The other sessions have ended').waitFor()
    await there.page.goto('/leads')
    await there.page.waitForURL('**/sign-in*')
    await here.page.getByText('This one').waitFor()
    expect(await here.page.getByRole('button', { name: /^End the session of/ }).count()).toBe(0)
  })
})
