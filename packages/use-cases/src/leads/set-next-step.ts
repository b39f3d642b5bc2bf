import type { LeadsChanged, SetNextStep } from '@tributary/contracts'
import { openJson, sealJson } from '@tributary/db'
import { sql } from 'kysely'
import { inOrganization, type Tx } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { openBoxes } from './lead-boxes.ts'
import { changedOne, openOneLead } from './open-one-lead.ts'
import { nextStepPlace } from './present-lead.ts'
import { keepOneUndo } from './undo-record.ts'

/** A planned step as it stands in the lead: the day, and the words sealed under the person's key, as base64. */
export type StoredStep = { readonly at: string; readonly sealed: string | null }
export type UndoneStep = {
  readonly id: string
  readonly before: StoredStep | null
  readonly after: StoredStep | null
}

export const readStep = async ({ db, organizationId }: Tx, id: string): Promise<StoredStep | null> => {
  const { rows } = await sql<{ at: string | null; sealed: Buffer | null }>`
    select next_step_at as at, next_step_sealed as sealed from lead
    where organization_id = ${organizationId} and id = ${id}`.execute(db)
  const { at = null, sealed = null } = rows[0] ?? {}
  return at === null ? null : { at: new Date(at).toISOString(), sealed: sealed?.toString('base64') ?? null }
}

export const saveStep = async (tx: Tx, id: string, step: StoredStep | null): Promise<void> => {
  const { db, organizationId, now } = tx
  const sealed = step?.sealed ? Buffer.from(step.sealed, 'base64') : null
  await sql`update lead set next_step_at = ${step ? new Date(step.at) : null}, next_step_sealed = ${sealed},
      updated_at = ${new Date(now)}
    where organization_id = ${organizationId} and id = ${id}`.execute(db)
  tx.changed('leads')
  tx.changed(`lead:${id}`)
}

/** The words of a stored step. */
export const stepText = (tx: Tx, id: string, key: Buffer, { sealed }: StoredStep): string =>
  sealed === null
    ? ''
    : openJson<string>(key, nextStepPlace(tx.organizationId, id), Buffer.from(sealed, 'base64'))

/** What comes next with this lead, and when; or that it was done. The words are sealed, the day is not. */
export const setNextStep = (
  ctx: Context,
  { id, step, done, expectedUpdatedAt }: SetNextStep,
): Promise<LeadsChanged> =>
  inOrganization(ctx, async (tx) => {
    const lead = await openOneLead(tx, id, expectedUpdatedAt)
    const { key } = await openBoxes(tx, id)
    const before = await readStep(tx, id)
    const after = step
      ? {
          at: new Date(step.at).toISOString(),
          sealed: sealJson(key, nextStepPlace(tx.organizationId, id), step.text).toString('base64'),
        }
      : null
    await saveStep(tx, id, after)
    const about = { leadId: id, contactId: lead.contactId, campaignId: lead.campaignId }
    if (done) tx.record({ type: 'lead.next_step_set', ...about, payload: { at: null, done: true } })
    if (step || !done)
      tx.record({
        type: 'lead.next_step_set',
        ...about,
        // One instant holds both facts; the new step comes after the done one.
        occurredAt: done ? tx.now + 1 : tx.now,
        payload: { at: after?.at ?? null, done: false },
        ...(step ? { secret: { key, value: { text: step.text } } } : {}),
      })
    const undoId =
      before || after ? await keepOneUndo(tx, 'next_step', (): UndoneStep => ({ id, before, after })) : null
    return changedOne(tx, id, undoId)
  })
