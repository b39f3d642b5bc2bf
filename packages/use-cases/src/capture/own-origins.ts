const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']

/** This instance's own pages, under every name of the own machine when it is reached there. */
export const ownOriginsOf = (publicUrl: string): ReadonlySet<string> => {
  const url = new URL(publicUrl)
  if (!LOOPBACK.includes(url.hostname)) return new Set([url.origin])
  const port = url.port ? `:${url.port}` : ''
  return new Set(LOOPBACK.map((host) => `${url.protocol}//${host}${port}`))
}
