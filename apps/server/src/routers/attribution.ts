import {
  AttributionAnswer,
  AttributionDeals,
  AttributionDealsInput,
  AttributionInput,
  AttributionSettings,
  ChooseAttribution,
  LeadJourney,
  LeadJourneyInput,
  TouchStrip,
  TouchStripInput,
} from '@tributary/contracts'
import { chooseAttribution } from '@tributary/use-cases/attribution/chosen'
import { readAttribution } from '@tributary/use-cases/attribution/read-attribution'
import { readAttributionDeals } from '@tributary/use-cases/attribution/read-deals'
import { readLeadJourney } from '@tributary/use-cases/attribution/read-lead-journey'
import { readTouchStrip } from '@tributary/use-cases/attribution/read-strip'
import { may, router } from '../trpc.ts'

const read = may('dashboard.read')
const deals = may('leads.read')

export const attributionRouter = router({
  read: read
    .input(AttributionInput)
    .output(AttributionAnswer)
    .query(({ ctx, input }) => readAttribution(ctx, input)),
  deals: deals
    .input(AttributionDealsInput)
    .output(AttributionDeals)
    .query(({ ctx, input }) => readAttributionDeals(ctx, input)),
  strip: deals
    .input(TouchStripInput)
    .output(TouchStrip)
    .query(({ ctx, input }) => readTouchStrip(ctx, input)),
  journey: deals
    .input(LeadJourneyInput)
    .output(LeadJourney)
    .query(({ ctx, input }) => readLeadJourney(ctx, input)),
  choose: may('settings.manage')
    .input(ChooseAttribution)
    .output(AttributionSettings)
    .mutation(({ ctx, input }) => chooseAttribution(ctx, input)),
})
