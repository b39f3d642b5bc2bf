import ipaddr from 'ipaddr.js'
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import type { Door } from '../build-server.ts'

const NEAR = new Set(['loopback', 'private', 'uniqueLocal', 'linkLocal'])
const isNear = (address: string): boolean =>
  ipaddr.isValid(address) && NEAR.has(ipaddr.process(address).range())

/** For whoever scrapes from this machine or its private network: how long each route takes. Routes only: no ids, no people. */
export const metricsDoor: Door = async (server) => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const seconds = new Histogram({
    name: 'tributary_http_seconds',
    help: 'Time to answer, by route and status class',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 5],
    registers: [registry],
  })
  const series = new Map<string, ReturnType<typeof seconds.labels>>()
  const seriesOf = (method: string, route: string, status: string) => {
    const key = `${method} ${route} ${status}`
    const known = series.get(key)
    if (known) return known
    const made = seconds.labels(method, route, status)
    series.set(key, made)
    return made
  }
  server.addHook('onResponse', (request, reply, done) => {
    const status = `${Math.floor(reply.statusCode / 100)}xx`
    seriesOf(request.method, request.routeOptions.url ?? 'none', status).observe(reply.elapsedTime / 1000)
    done()
  })
  server.get('/metrics', { config: { quiet: true } }, async (request, reply) => {
    // The peer of the connection; a request that a proxy hands on comes from outside.
    const forwarded = request.headers['x-forwarded-for'] !== undefined
    if (forwarded || !isNear(request.socket.remoteAddress ?? ''))
      return reply.code(404).send({
        success: false,
        error: 'NOT_FOUND',
        message: 'There is nothing at this address.',
        code: 'NOT_FOUND',
      })
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}
