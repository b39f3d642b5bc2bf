import { maskSlackWebhookUrl, readSlackWebhookUrl, testMail } from '@tributary/connectors'
import {
  AppError,
  type ChangeMyNotifications,
  type ConnectSlack,
  type MyNotifications,
  type NotificationSettings,
  notFound,
  type SendTest,
  type SwitchSlack,
  type TestResult,
} from '@tributary/contracts'
import { MemberSchema } from '@tributary/db'
import { sql } from 'kysely'
import { inOrganization, type Tx } from '../in-organization.ts'
import { mailOf } from '../mail/open-mail.ts'
import type { Context } from '../product.ts'
import { readPreferences } from './member-preferences.ts'
import { readSlackConnection, type SlackConnection, sealWebhook, slackOf } from './slack-connection.ts'

const memberIdOf = ({ actor }: Context): string => {
  if (actor.kind !== 'member') throw new AppError('FORBIDDEN', 'Only members have notification settings.')
  return actor.memberId
}

const me = async ({ em, organizationId }: Tx, id: string) =>
  em.findOneOrFail(MemberSchema, { organizationId, id })

export const readMyNotifications = (context: Context): Promise<MyNotifications> =>
  inOrganization(context, async (tx) => readPreferences((await me(tx, memberIdOf(context))).preferences))

export const changeMyNotifications = (
  context: Context,
  input: ChangeMyNotifications,
): Promise<MyNotifications> =>
  inOrganization(context, async (tx) => {
    const member = await me(tx, memberIdOf(context))
    member.preferences = { ...member.preferences, notifications: { ...input } }
    tx.changed('settings')
    return input
  })

const waitingForSlack = async ({ db, organizationId }: Tx): Promise<number> => {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from effect
    where organization_id = ${organizationId} and kind = 'slack.hot_lead' and state = 'pending' and next_at is null`.execute(
    db,
  )
  return rows[0]!.n
}

const seen = (connection: SlackConnection, waiting: number): NonNullable<NotificationSettings['slack']> => ({
  name: connection.name,
  state: connection.state,
  address: maskSlackWebhookUrl(connection.url),
  lastOkAt: connection.lastOkAt === null ? null : new Date(connection.lastOkAt).toISOString(),
  lastError: connection.lastError,
  waiting,
})

export const readNotificationSettings = (context: Context): Promise<NotificationSettings> =>
  inOrganization(context, async (tx) => {
    const { smtpUrl, mailFrom } = context.product.config
    const slack = await readSlackConnection(tx)
    return {
      slack: slack && seen(slack, await waitingForSlack(tx)),
      mail: smtpUrl === null ? 'mailbox' : 'smtp',
      mailFrom,
    }
  })

/** Connects Slack, or mends the connection: what waited for it goes out now. */
export const connectSlack = (
  context: Context,
  { webhookUrl, name }: ConnectSlack,
): Promise<NotificationSettings> => {
  if (readSlackWebhookUrl(webhookUrl) === null)
    throw new AppError(
      'VALIDATION_ERROR',
      'This is not the address of a Slack webhook. It begins with https://hooks.slack.com/services/.',
      { field: 'webhookUrl' },
    )
  return inOrganization(context, async (tx) => {
    const { db, organizationId, now } = tx
    const known = await readSlackConnection(tx)
    const id = known?.id ?? tx.newId()
    const sealed = sealWebhook(tx, id, webhookUrl)
    await sql`
      insert into connection (organization_id, id, kind, name, state, sealed, created_at)
      values (${organizationId}, ${id}, 'slack', ${name}, 'connected', ${sealed}, ${new Date(now)})
      on conflict (organization_id, id) do update
        set name = excluded.name, state = 'connected', sealed = excluded.sealed, last_error = null`.execute(
      db,
    )
    await releaseWaiting(tx)
    tx.audit({ action: 'connection.slack_saved', targetKind: 'connection', targetId: id, after: webhookUrl })
    tx.changed('settings')
    return readNotificationSettings(context)
  })
}

const releaseWaiting = async (tx: Tx): Promise<void> => {
  const { db, organizationId, now } = tx
  const { rows } = await sql<{ id: string }>`
    update effect set next_at = ${new Date(now)}, reason = null
    where organization_id = ${organizationId} and kind = 'slack.hot_lead' and state = 'pending' and next_at is null
    returning id`.execute(db)
  for (let i = 0; i < rows.length; i += 16)
    tx.enqueue('effect.run', { effectIds: rows.slice(i, i + 16).map(({ id }) => id) })
}

export const switchSlack = (context: Context, { on }: SwitchSlack): Promise<NotificationSettings> =>
  inOrganization(context, async (tx) => {
    const { db, organizationId } = tx
    const { rows } = await sql<{ id: string }>`
      update connection set state = ${on ? 'connected' : 'off'}
      where organization_id = ${organizationId} and kind = 'slack' returning id`.execute(db)
    if (!rows[0]) throw notFound('Slack connection')
    if (on) await releaseWaiting(tx)
    tx.audit({
      action: on ? 'connection.slack_on' : 'connection.slack_off',
      targetKind: 'connection',
      targetId: rows[0].id,
    })
    tx.changed('settings')
    return readNotificationSettings(context)
  })

/** Takes the connection away with its address; what waited for it is skipped and says so. */
export const disconnectSlack = (context: Context): Promise<NotificationSettings> =>
  inOrganization(context, async (tx) => {
    const { db, organizationId, now } = tx
    await sql`delete from connection where organization_id = ${organizationId} and kind = 'slack'`.execute(db)
    await sql`
      update effect set state = 'skipped', reason = 'no Slack connection', finished_at = ${new Date(now)}
      where organization_id = ${organizationId} and kind = 'slack.hot_lead' and state = 'pending' and next_at is null`.execute(
      db,
    )
    tx.audit({ action: 'connection.slack_removed', targetKind: 'connection' })
    tx.changed('settings')
    return readNotificationSettings(context)
  })

/** Sends a test at once, and tells what the other side said. */
export const sendTest = async (context: Context, { to }: SendTest): Promise<TestResult> => {
  const { product } = context
  const url = `${product.config.publicUrl}/settings/notifications`
  const memberId = memberIdOf(context)
  const { member, slack, operationId } = await inOrganization(context, async (tx) => ({
    member: await me(tx, memberId),
    slack: await readSlackConnection(tx),
    operationId: tx.newId(),
  }))
  if (to === 'slack' && slack === null) throw new AppError('CONFLICT', 'Connect Slack first.')
  const outcome =
    to === 'slack'
      ? await slackOf(product)(slack!.url, {
          text: `A test from Tributary, asked for by ${member.name}. It worked.`,
          blocks: [],
          unfurl_links: false,
          unfurl_media: false,
        })
      : await mailOf(product).sendMail({
          operationId,
          to: member.email,
          ...testMail({ memberName: member.name, url }),
        })
  return { sent: outcome.kind === 'ok', reason: outcome.kind === 'ok' ? null : outcome.reason }
}
