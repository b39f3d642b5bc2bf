import {
  CampaignFigures,
  CampaignFiguresInput,
  CampaignTotals,
  CampaignTotalsInput,
  DashboardOverview,
  DashboardOverviewInput,
  MoneyOverview,
  MoneyOverviewInput,
  TopOpportunitiesInput,
  TopOpportunity,
} from '@tributary/contracts'
import { campaignFigures, campaignTotals } from '@tributary/use-cases/dashboard/campaign-figures'
import { readMoney } from '@tributary/use-cases/dashboard/read-money'
import { readOverview } from '@tributary/use-cases/dashboard/read-overview'
import { topOpportunities } from '@tributary/use-cases/dashboard/top-opportunities'
import { may, router } from '../trpc.ts'

const read = may('dashboard.read')

export const dashboardRouter = router({
  overview: read
    .input(DashboardOverviewInput)
    .output(DashboardOverview)
    .query(({ ctx, input }) => readOverview(ctx, input)),
  money: read
    .input(MoneyOverviewInput)
    .output(MoneyOverview)
    .query(({ ctx, input }) => readMoney(ctx, input)),
  topOpportunities: may('leads.read')
    .input(TopOpportunitiesInput)
    .output(TopOpportunity.array())
    .query(({ ctx, input }) => topOpportunities(ctx, input)),
  campaignFigures: may('campaigns.read')
    .input(CampaignFiguresInput)
    .output(CampaignFigures)
    .query(({ ctx, input }) => campaignFigures(ctx, input)),
  campaignTotals: may('campaigns.read')
    .input(CampaignTotalsInput)
    .output(CampaignTotals.array())
    .query(({ ctx, input }) => campaignTotals(ctx, input)),
})
