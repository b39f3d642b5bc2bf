import type { AuditPage, ListAudit } from '@tributary/contracts'
import { inOrganization } from '../in-organization.ts'
import type { Context } from '../product.ts'

/** Newest first; ids carry their time, so a page goes on after the last id of the one before. */
export const listAudit = (ctx: Context, input: ListAudit): Promise<AuditPage> =>
  inOrganization(ctx, async ({ db, organizationId }) => {
    let query = db
      .selectFrom('audit as a')
      .leftJoin('member as m', (join) =>
        join
          .onRef('m.organization_id', '=', 'a.organization_id')
          .on((eb) => eb(eb.cast('m.id', 'text'), '=', eb.ref('a.actor_id'))),
      )
      .select(['a.id', 'a.at', 'a.actor_kind', 'a.actor_id', 'a.action', 'a.target_kind', 'a.target_id'])
      .select(['a.meta', 'a.seq', 'm.name'])
      .where('a.organization_id', '=', organizationId)
    const { action, memberId, from, to, cursor, limit } = input
    if (action?.includes('.')) query = query.where('a.action', '=', action)
    else if (action) query = query.where('a.action', 'like', `${action.replaceAll(/[%_\\]/g, '\\$&')}.%`)
    if (memberId) query = query.where('a.actor_id', '=', memberId)
    if (from) query = query.where('a.at', '>=', new Date(from))
    if (to) query = query.where('a.at', '<', new Date(to))
    if (cursor) query = query.where('a.id', '<', cursor)
    const rows = await query
      .orderBy('a.id', 'desc')
      .limit(limit + 1)
      .execute()
    const page = rows.slice(0, limit)
    return {
      rows: page.map((row) => ({
        id: row.id,
        at: new Date(row.at).toISOString(),
        actorKind: row.actor_kind,
        actorId: row.actor_id ?? null,
        actorName: row.name ?? null,
        action: row.action,
        targetKind: row.target_kind,
        targetId: row.target_id,
        meta: row.meta as Record<string, unknown>,
        seq: row.seq === null || row.seq === undefined ? null : Number(row.seq),
      })),
      next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
    }
  })
