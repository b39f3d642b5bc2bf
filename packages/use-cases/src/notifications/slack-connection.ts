import { createHttp, createSlack, type PostToSlack } from '@tributary/connectors'
import { openJson, placeOf, sealJson } from '@tributary/db'
import type { Tx } from '../in-organization.ts'
import type { Product } from '../product.ts'

export const SLACK_STATES = ['connected', 'broken', 'off'] as const
export type SlackState = (typeof SLACK_STATES)[number]

/** The address of the webhook is the credential: it is sealed, and never told again. */
type Box = { readonly url: string }

export type SlackConnection = {
  readonly id: string
  readonly state: SlackState
  readonly name: string
  readonly url: string
  readonly lastOkAt: number | null
  readonly lastError: string | null
}

const place = (organizationId: string, id: string) => placeOf(organizationId, 'connection', 'sealed', id)

export const sealWebhook = ({ organizationId, keys }: Tx, id: string, url: string): Buffer =>
  sealJson(keys.key, place(organizationId, id), { url } satisfies Box)

export const readSlackConnection = async ({
  db,
  organizationId,
  keys,
}: Tx): Promise<SlackConnection | null> => {
  const row = await db
    .selectFrom('connection')
    .select(['id', 'state', 'name', 'sealed', 'last_ok_at', 'last_error'])
    .where('organization_id', '=', organizationId)
    .where('kind', '=', 'slack')
    .executeTakeFirst()
  if (!row?.sealed) return null
  return {
    id: row.id,
    state: row.state as SlackState,
    name: row.name as string,
    url: openJson<Box>(keys.key, place(organizationId, row.id), row.sealed).url,
    lastOkAt: row.last_ok_at === null ? null : new Date(row.last_ok_at as unknown as string).getTime(),
    lastError: row.last_error,
  }
}

const opened = new WeakMap<Product, PostToSlack>()

/** The way out to Slack of this process. */
export const slackOf = (product: Product): PostToSlack => {
  const known = opened.get(product)
  if (known) return known
  const { send, close } = createHttp()
  const post = createSlack({ send, baseUrl: product.config.slackBaseUrl ?? undefined })
  opened.set(product, post)
  product.onClose(close)
  return post
}
