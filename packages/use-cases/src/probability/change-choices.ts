import type { ChangeForecastChoices, ForecastChoices } from '@tributary/contracts'
import { sql } from 'kysely'
import { inOrganization } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { noteAsked, readChoices } from './forecast-choices.ts'

/** A new gate is a new training: with it a model may abstain, or begin to tell. */
export const changeChoices = (ctx: Context, change: ChangeForecastChoices): Promise<ForecastChoices> =>
  inOrganization(ctx, async (tx) => {
    const { db, organizationId, actor } = tx
    const before = await readChoices(tx)
    const gate = { won: change.gateWon ?? before.gate.won, lost: change.gateLost ?? before.gate.lost }
    const after = { gate, highFrom: change.highFrom ?? before.highFrom }
    await sql`
      insert into forecast (organization_id, gate_won, gate_lost, high_from)
      values (${organizationId}, ${gate.won}, ${gate.lost}, ${after.highFrom})
      on conflict (organization_id) do update set gate_won = excluded.gate_won, gate_lost = excluded.gate_lost,
        high_from = excluded.high_from`.execute(db)
    if (gate.won !== before.gate.won || gate.lost !== before.gate.lost) {
      await noteAsked(tx)
      tx.enqueue('win.train', { memberId: actor.kind === 'member' ? actor.memberId : null })
    }
    tx.audit({
      action: 'forecast.changed',
      targetKind: 'forecast',
      targetId: organizationId,
      before: { gate: before.gate, highFrom: before.highFrom },
      after,
    })
    tx.changed('forecast')
    return after
  })
