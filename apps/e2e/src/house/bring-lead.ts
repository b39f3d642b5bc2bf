import { caller } from './call.ts'
import type { House } from './house.ts'
import { type Submission, submit } from './submit.ts'

type Listed = { items: { id: string; owner: { id: string; name: string } | null }[] }

/** A lead of its own for a test, through the public API. */
export const bringLead = async (
  house: House,
  lead: Omit<Submission, 'campaign'>,
): Promise<Listed['items'][number]> => {
  const { status, body } = await submit(house.url, house.apiKey, { campaign: house.campaign.slug, ...lead })
  if (status !== 201) throw new Error(`The lead was refused: ${status} ${JSON.stringify(body)}`)
  const api = caller(house.url, house.cookies.owner)
  const { items } = await api.query<Listed>('leads.list', { filter: { text: lead.email } })
  const [found] = items
  if (!found) throw new Error('The lead is not in the list.')
  return found
}
