import type { Page } from 'playwright-core'
import type { Person } from './house.ts'

/** Fills the form that is open, as a person would. */
export const enterPassword = async (page: Page, { email, password }: Omit<Person, 'name'>): Promise<void> => {
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel(/^Password/).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

export const signIn = async (page: Page, person: Omit<Person, 'name'>): Promise<void> => {
  await page.goto('/sign-in')
  await enterPassword(page, person)
  await page.waitForURL('**/home')
}
