import type { Random } from '@tributary/kernel'
import { CLICKS_PER_VISIT, type PlannedCampaign, runsOn } from './campaigns.ts'
import { moneyOf } from './catalog.ts'
import { COST_POWER } from './truth.ts'
import { happen, type World } from './world.ts'

/**
 * Cost of a day's clicks in rupees. It grows faster than the clicks: twice the usual clicks cost 2^1.25 = 2.38
 * times the usual day, so the next click is always dearer than the last.
 */
export const costOfClicks = (clicks: number, usual: number, costPerClick: number): number =>
  usual > 0 ? costPerClick * usual * (clicks / usual) ** COST_POWER : 0

const report = (
  world: World,
  random: Random,
  day: number,
  { plan, clicksPerDay }: PlannedCampaign,
  visits: number,
): void => {
  const { date, end } = world.calendar[day]!
  const untracked = (CLICKS_PER_VISIT - 1) * visits * 2 * random.next()
  const clicks = visits + Math.round(untracked)
  const cost = costOfClicks(clicks, clicksPerDay, plan.costPerClick) * Math.exp(0.08 * random.normal())
  const seen = (clicks + random.next()) / (plan.clickRate * Math.exp(0.1 * random.normal()))
  happen(world, {
    kind: 'spend',
    at: end - 1,
    campaign: plan.slug,
    date,
    cost: moneyOf(Math.round(cost), world.options.currency),
    impressions: Math.max(clicks, Math.round(seen)),
    clicks,
  })
}

/** At the end of a day each paid campaign that ran reports its cost, impressions and clicks. */
export const closeDay = (world: World, random: Random, day: number): void => {
  const counts = world.visitsOfDay.get(day)
  for (const campaign of world.campaigns) {
    if (campaign.plan.costPerClick === 0 || !runsOn(campaign, day)) continue
    report(world, random, day, campaign, counts?.get(campaign.plan.slug) ?? 0)
  }
  world.visitsOfDay.delete(day)
}
