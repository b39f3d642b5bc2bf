import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Site = {
  /** As it stands on a campaign's list. */
  readonly origin: string
  readonly close: () => Promise<void>
}

/**
 * A website that knows nothing of Tributary but its snippet, on a port of its own: another origin, as in life. Its
 * security policy is strict about scripts from elsewhere and allows no style attributes.
 */
export const serveSite = async (
  pagesOf: (origin: string) => Readonly<Record<string, string>>,
  tributary: string,
): Promise<Site> => {
  let pages: Readonly<Record<string, string>> = {}
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    if (pathname === '/favicon.ico') return response.writeHead(204).end()
    const page = pages[pathname]
    response.writeHead(page === undefined ? 404 : 200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'self'; script-src 'self' 'unsafe-inline' ${tributary}; connect-src ${tributary}; frame-src ${tributary}`,
    })
    response.end(page ?? 'Not here.')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  pages = pagesOf(origin)
  return {
    origin,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
