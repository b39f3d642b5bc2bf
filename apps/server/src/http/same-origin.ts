import { AppError } from '@tributary/contracts'
import type { FastifyRequest } from 'fastify'

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Ours is the public address, and on this machine the address that was typed. */
const isOurs = (origin: string, request: FastifyRequest, publicOrigin: string): boolean => {
  if (origin === publicOrigin) return true
  const parsed = URL.parse(origin)
  return parsed !== null && LOOPBACK.has(parsed.hostname) && parsed.host === request.headers.host
}

/**
 * The app's own API answers its own pages only. Browsers name the page that asks; what can be sent without asking first
 * (a form, a picture) is not JSON.
 */
export const refuseForeignPages = (request: FastifyRequest, publicOrigin: string): void => {
  const { origin } = request.headers
  const site = request.headers['sec-fetch-site']
  const foreign = site === 'cross-site' || site === 'same-site'
  if (foreign || (origin !== undefined && !isOurs(origin, request, publicOrigin)))
    throw new AppError('ORIGIN_NOT_ALLOWED', 'This address answers the pages of Tributary only.')
  if (request.method !== 'GET' && request.method !== 'POST')
    throw new AppError('NOT_FOUND', 'There is nothing at this address.')
  if (request.method === 'POST' && !/^application\/json\b/i.test(request.headers['content-type'] ?? ''))
    throw new AppError('UNSUPPORTED_MEDIA_TYPE', 'Send application/json.')
}
