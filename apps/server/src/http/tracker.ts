import type { Door } from '../build-server.ts'
import { type TrackerScript, trackerScript } from './bundle-tracker.ts'

type Encoding = 'br' | 'gzip' | ''

const bestEncoding = (accepted: string | undefined): Encoding => {
  const offered = (accepted ?? '').split(',').map((part) => part.trim().split(';'))
  const takes = (name: string) =>
    offered.some(
      ([coding, ...rest]) => coding === name && !rest.some((each) => /^\s*q=0(?:\.0*)?$/.test(each)),
    )
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : ''
}

const bodyOf = (script: TrackerScript, encoding: Encoding): Buffer =>
  encoding === 'br' ? script.brotli : encoding === 'gzip' ? script.gzip : script.plain

/** `/t.js`: the script that any website includes to capture its forms and page views. */
export const trackerDoor: Door = async (server) => {
  const script = await trackerScript()
  server.get('/t.js', { config: { quiet: true } }, async (request, reply) => {
    const encoding = bestEncoding(request.headers['accept-encoding'])
    const etag = `"${script.etag}${encoding && `-${encoding}`}"`
    reply
      .header('cache-control', 'public, max-age=3600, stale-while-revalidate=86400')
      .header('vary', 'Accept-Encoding')
      .header('etag', etag)
      // Pages of any origin load it, those that isolate themselves too.
      .header('cross-origin-resource-policy', 'cross-origin')
      .header('access-control-allow-origin', '*')
    const known = (request.headers['if-none-match'] ?? '')
      .split(',')
      .map((tag) => tag.trim().replace(/^W\//, ''))
    if (known.includes(etag)) return reply.code(304).send()
    if (encoding) reply.header('content-encoding', encoding)
    return reply.type('text/javascript; charset=utf-8').send(bodyOf(script, encoding))
  })
}
