import { submission } from '@tributary/use-cases/testing-capture'
import type { InjectOptions } from 'fastify'
import type { Fixtures } from './fixtures.ts'

type Ask = { readonly ask: (theirs: Fixtures, ours: Fixtures) => InjectOptions; readonly status: number }

export type ExpectedRoute = {
  /** Asked with our credentials and their ids: what must come back. `open`: it serves everybody alike. */
  readonly foreign: 'open' | readonly Ask[]
}

const open: ExpectedRoute = { foreign: 'open' }
const key = ({ apiKey }: Fixtures) => ({ 'x-api-key': apiKey })

/** Every route that is not a procedure, as `METHOD /path`. A new route gets its row here, or the test fails. */
export const routes: Readonly<Record<string, ExpectedRoute>> = {
  'GET /healthz': open,
  'GET /readyz': open,
  'GET /metrics': open,
  // They know the caller by the session alone, as the procedures of the same names do.
  'POST /api/auth/register': open,
  'POST /api/auth/login': open,
  'POST /api/auth/logout': open,
  'GET /api/auth/me': open,
  // Every procedure of the router is in the other table.
  'ANY /api/trpc/:path': open,
  // A campaign's form and its page views are for everybody who knows its slug, which is printed on web pages.
  'GET /f/:slug': open,
  'POST /f/:slug': open,
  // The file is the list of the organization of the session, as the procedure of leads is.
  'GET /exports/leads.csv': {
    foreign: [{ ask: () => ({ url: '/exports/leads.csv' }), status: 401 }],
  },
  'POST /exports/leads.csv': {
    foreign: [{ ask: () => ({ method: 'POST', url: '/exports/leads.csv', payload: {} }), status: 401 }],
  },
  'GET /t.js': open,
  // What the public API is, for programs and for people.
  'GET /v1/openapi.json': open,
  'GET /docs/api': open,
  'POST /v1/api/touches': open,
  'POST /v1/api/leads': {
    foreign: [
      {
        ask: (theirs, ours) => ({
          method: 'POST',
          url: '/v1/api/leads',
          headers: key(ours),
          payload: submission(theirs.campaign),
        }),
        status: 404,
      },
    ],
  },
  'GET /v1/api/leads/:leadId/status': {
    foreign: [
      {
        ask: (theirs, ours) => ({ url: `/v1/api/leads/${theirs.leadPublicId}/status`, headers: key(ours) }),
        status: 404,
      },
      {
        ask: (theirs, ours) => ({
          url: `/v1/api/leads/${theirs.leadPublicId}/status?token=${ours.statusToken}`,
        }),
        status: 404,
      },
      { ask: (theirs) => ({ url: `/v1/api/leads/${theirs.leadPublicId}/status` }), status: 404 },
    ],
  },
  'PUT /v1/api/campaigns/:campaign_id/spend': {
    foreign: [
      {
        ask: (theirs, ours) => ({
          method: 'PUT',
          url: `/v1/api/campaigns/${theirs.campaign.slug}/spend`,
          headers: key(ours),
          payload: { days: [{ date: '2026-03-01', spend: '1.00' }] },
        }),
        status: 404,
      },
    ],
  },
  // The file is read into the organization of the session; campaigns of others are unknown in it.
  'POST /imports/spend': {
    foreign: [{ ask: () => ({ method: 'POST', url: '/imports/spend', payload: { csv: 'a' } }), status: 401 }],
  },
  'GET /v1/api/campaigns/:campaign_id/analytics': {
    foreign: [
      {
        ask: (theirs, ours) => ({
          url: `/v1/api/campaigns/${theirs.campaign.slug}/analytics`,
          headers: key(ours),
        }),
        status: 404,
      },
    ],
  },
}
