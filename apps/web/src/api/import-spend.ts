import type { ImportSpend, SpendImported } from '@tributary/contracts'
import { activityHeader } from './activity.ts'

/** Brings a file of spend in, or only looks at it. Posted: a file is larger than a call takes. */
export const importSpend = async (input: ImportSpend): Promise<SpendImported> => {
  const response = await fetch('/imports/spend', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...activityHeader() },
    body: JSON.stringify(input),
  })
  if (response.ok) return (await response.json()) as SpendImported
  let told: { message?: string } = {}
  try {
    told = (await response.json()) as { message?: string }
  } catch {
    // Said below, in our words.
  }
  throw new Error(told.message ?? 'Tributary could not be reached. Check the connection and try again.')
}
