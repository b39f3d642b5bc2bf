/** Calls of the app's own API, as its pages make them: to prepare what a test needs, never to look behind the screen. */
export type Caller = {
  query<Out>(procedure: string, input?: unknown): Promise<Out>
  mutate<Out>(procedure: string, input?: unknown): Promise<Out>
  /** The cookies of the session, as a browser would send them. */
  readonly cookie: () => string
}

type Answer = { result?: { data: unknown }; error?: { message: string; data?: { code?: string } } }

/** @param session cookies of somebody who is signed in already */
export const caller = (url: string, session = ''): Caller => {
  const cookies = new Map<string, string>()
  const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const keep = (pair: string): void => {
    const cut = pair.indexOf('=')
    if (cut > 0) cookies.set(pair.slice(0, cut), pair.slice(cut + 1))
  }
  for (const pair of session.split('; ')) keep(pair)
  const ask = async (procedure: string, address: string, init: RequestInit): Promise<unknown> => {
    const response = await fetch(address, {
      ...init,
      headers: { ...init.headers, cookie: cookie(), origin: url },
    })
    for (const line of response.headers.getSetCookie()) keep(line.split(';')[0] ?? '')
    const answer = (await response.json()) as Answer
    if (answer.error) throw new Error(`${procedure}: ${answer.error.data?.code} ${answer.error.message}`)
    return answer.result?.data
  }
  return {
    cookie,
    query: async <Out>(procedure: string, input?: unknown) => {
      const asked = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`
      return (await ask(procedure, `${url}/api/trpc/${procedure}${asked}`, {})) as Out
    },
    mutate: async <Out>(procedure: string, input?: unknown) =>
      (await ask(procedure, `${url}/api/trpc/${procedure}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(input ?? {}),
      })) as Out,
  }
}
