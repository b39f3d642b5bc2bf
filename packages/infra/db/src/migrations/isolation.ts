/** The role that server and worker connect as: it owns nothing and row-level security binds it. */
export const appRole = 'tributary_app'

/**
 * Row-level security for tenant tables. A missing context compares with null and sees nothing; `force` binds the owner
 * too, so a backfill needs a role that may bypass it, and says so.
 */
export const isolateTenants = (tables: Readonly<Record<string, string>>): string[] =>
  Object.entries(tables).flatMap(([table, column]) => {
    const own = `${column} = nullif(current_setting('app.organization_id', true), '')::uuid`
    return [
      `alter table ${table} enable row level security`,
      `alter table ${table} force row level security`,
      `create policy own_organization on ${table} using (${own}) with check (${own})`,
      `grant select, insert, update, delete on ${table} to ${appRole}`,
    ]
  })

/** The ledger is append-only, and a sealed audit row can only gain its seal. */
export const denyRewriting = (): string[] => [
  `grant select, insert, delete on entrance_campaign to ${appRole}`,
  `grant select, insert, update, delete on capture_rate to ${appRole}`,
  `revoke update, delete on event, event_fold from ${appRole}`,
  `revoke update, delete on audit from ${appRole}`,
  `grant update (seq, prev_hash, hash, signature) on audit to ${appRole}`,
]
