import type { CampaignDetail, CampaignStatus, MoveCampaign } from '@tributary/contracts'
import { OrganizationSchema } from '@tributary/db'
import { dateIn } from '@tributary/kernel'
import { moveCampaign as decideMove } from '@tributary/leads'
import { inOrganization } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { invalid, openCampaign } from './open-campaign.ts'
import { readCampaignIn } from './read-campaigns.ts'

const words = { draft: 'a draft', active: 'active', paused: 'paused', completed: 'completed' } as const

/** Activates, pauses or completes a campaign. */
export const moveCampaign = (ctx: Context, { id, to, reason }: MoveCampaign): Promise<CampaignDetail> =>
  inOrganization(ctx, async (tx) => {
    const campaign = await openCampaign(tx, id)
    const move = decideMove(campaign.status, to)
    if (move.kind === 'refused')
      throw invalid(
        'to',
        `A campaign that is ${words[campaign.status as CampaignStatus]} cannot become ${words[to]}. It can become ${move.allowed.map((each) => words[each]).join(' or ')}.`,
      )
    const { timeZone } = await tx.em.findOneOrFail(OrganizationSchema, { id: tx.organizationId })
    if (to === 'active' && campaign.endDate && campaign.endDate < dateIn(tx.now, timeZone))
      throw invalid('endDate', `It ended on ${campaign.endDate}. Give it a later end date, then activate it.`)
    if (move.kind === 'moved') {
      tx.em.assign(campaign, { status: to, updatedAt: new Date(tx.now) })
      await tx.em.flush()
      tx.audit({
        action: 'campaign.moved',
        targetKind: 'campaign',
        targetId: id,
        meta: { from: move.from, to, reason },
      })
      tx.changed('campaigns')
    }
    return readCampaignIn(tx, id)
  })
