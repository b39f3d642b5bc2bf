import type { DealStep, LeadWins, ReadLeadWins } from '@tributary/contracts'
import { sql } from 'kysely'
import { inOrganization } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { readWins } from './read-win.ts'

type Row = {
  id: string
  stage: 'open' | 'won' | 'lost'
  step: DealStep
  amount_minor: string
  currency: string
  expected_close: string | null
}

/** The deals of a lead with their chance: open ones first, then the newest. */
export const readLeadWins = (ctx: Context, { leadId }: ReadLeadWins): Promise<LeadWins> =>
  inOrganization(ctx, async (tx) => {
    const { rows } = await sql<Row>`
      select id, stage, step, amount_minor, currency, expected_close::text as expected_close from deal
      where organization_id = ${tx.organizationId} and lead_id = ${leadId} and deleted_at is null
      order by stage = 'open' desc, opened_at desc limit 20`.execute(tx.db)
    const wins = await readWins(
      tx,
      rows.map(({ id, step, stage }) => ({ id, step, isOpen: stage === 'open' })),
    )
    return {
      deals: rows.map((row) => ({
        id: row.id,
        stage: row.stage === 'open' ? row.step : row.stage,
        amount: { minor: Number(row.amount_minor), currency: row.currency },
        expectedClose: row.expected_close,
        win: wins.get(row.id)!,
      })),
    }
  })
