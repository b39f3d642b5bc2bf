import type { ExportLeads } from '@tributary/contracts'

/** What the file is called, as the server says. */
const nameIn = (disposition: string | null): string =>
  /filename="([^"]+)"/.exec(disposition ?? '')?.[1] ?? 'leads.csv'

const reasonOf = async (response: Response): Promise<string> => {
  try {
    const told = (await response.json()) as { message?: string }
    return told.message ?? 'Try again in a moment.'
  } catch {
    return 'Try again in a moment.'
  }
}

/** Saves the leads of a filter as a file. Posted, because a filter may be longer than an address. */
export const downloadLeads = async (input: Partial<ExportLeads>): Promise<void> => {
  const response = await fetch('/exports/leads.csv', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  })
  if (!response.ok) throw new Error(await reasonOf(response))
  const address = URL.createObjectURL(await response.blob())
  const link = document.createElement('a')
  link.href = address
  link.download = nameIn(response.headers.get('content-disposition'))
  link.click()
  URL.revokeObjectURL(address)
}
