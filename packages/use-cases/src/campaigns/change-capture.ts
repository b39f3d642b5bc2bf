import type { CaptureChanged, ChangeCapture } from '@tributary/contracts'
import { inOrganization } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { openCampaign } from './open-campaign.ts'
import { presentCapture } from './read-capture.ts'
import { asItWas, keepCampaignUndo } from './undo-campaign.ts'

/** `https://WWW.example.com:443/` is `https://www.example.com`; written twice, it stands once. */
const normalised = (origins: readonly string[]): string[] => [
  ...new Set(origins.map((origin) => new URL(origin).origin)),
]

/** Who may submit, how much, and what the hosted form says. */
export const changeCapture = (
  ctx: Context,
  { id, allowedOrigins, ...given }: ChangeCapture,
): Promise<CaptureChanged> =>
  inOrganization(ctx, async (tx) => {
    const campaign = await openCampaign(tx, id)
    const before = asItWas(campaign)
    tx.em.assign(campaign, {
      ...given,
      ...(allowedOrigins ? { allowedOrigins: normalised(allowedOrigins) } : {}),
      updatedAt: new Date(tx.now),
    })
    await tx.em.flush()
    tx.audit({
      action: 'campaign.capture_changed',
      targetKind: 'campaign',
      targetId: id,
      after: { ...given, allowedOrigins },
      meta: { fields: Object.keys({ ...given, ...(allowedOrigins ? { allowedOrigins } : {}) }) },
    })
    tx.changed('campaigns')
    const undoId = await keepCampaignUndo(tx, before, campaign)
    return { ...(await presentCapture(tx, ctx.product, campaign)), undoId }
  })
