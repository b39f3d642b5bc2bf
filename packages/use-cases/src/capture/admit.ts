import { AppError } from '@tributary/contracts'
import { dateIn } from '@tributary/kernel'
import { campaignAccepts } from '@tributary/leads'
import type { Caller } from './door-request.ts'
import type { CaptureCampaign } from './organization-snapshot.ts'

const needsToken = () =>
  new AppError(
    'INVALID_CAMPAIGN_TOKEN',
    'Send the token of the campaign as X-Campaign-Token, or an API key.',
    {
      field: 'headers.x-campaign-token',
    },
  )

/** Whether a caller showed the campaign's token or a key: then nothing of theirs is turned away for the hourly limit. */
export const isTrusted = (caller: Caller, campaign: CaptureCampaign): boolean =>
  caller.kind !== 'public' || caller.token === campaign.token

/**
 * Whether this caller may submit to this campaign. An `Origin` must be on the campaign's list, whatever else is shown;
 * without one a campaign token or an API key is needed. Pages of this instance itself are always on the list.
 */
export const admit = (
  caller: Caller,
  campaign: CaptureCampaign,
  ownOrigins: ReadonlySet<string>,
): AppError | null => {
  if (caller.kind === 'member' || caller.kind === 'system') return null
  const { origin, token } = caller
  if (origin !== null && !campaign.origins.has(origin) && !ownOrigins.has(origin))
    return new AppError('ORIGIN_NOT_ALLOWED', 'This website is not on the list of the campaign.', {
      field: 'headers.origin',
    })
  if (token !== null && token !== campaign.token)
    return new AppError('INVALID_CAMPAIGN_TOKEN', 'This is not the token of the campaign.', {
      field: 'headers.x-campaign-token',
    })
  if (caller.kind === 'key' || token !== null) return null
  return origin === null || campaign.requireToken ? needsToken() : null
}

const refusals = {
  not_active: 'This campaign does not take submissions now.',
  not_started: 'This campaign has not started yet.',
  ended: 'This campaign has ended.',
} as const

/** Whether the campaign takes submissions on this day of the organization's calendar. */
export const isOpen = (campaign: CaptureCampaign, now: number, timeZone: string): AppError | null => {
  const acceptance =
    campaign.startDate === null && campaign.endDate === null
      ? campaignAccepts(campaign, '')
      : campaignAccepts(campaign, dateIn(now, timeZone))
  if (acceptance.kind === 'accepts') return null
  return new AppError('CAMPAIGN_NOT_ACTIVE', refusals[acceptance.reason], { field: 'campaign_id' })
}
