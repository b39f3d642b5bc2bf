import {
  AttributionAnswer,
  AttributionInput,
  AttributionSettings,
  ChooseAttribution,
} from '@tributary/contracts'
import { chooseAttribution } from '@tributary/use-cases/attribution/chosen'
import { readAttribution } from '@tributary/use-cases/attribution/read-attribution'
import { may, router } from '../trpc.ts'

const read = may('dashboard.read')

export const attributionRouter = router({
  read: read
    .input(AttributionInput)
    .output(AttributionAnswer)
    .query(({ ctx, input }) => readAttribution(ctx, input)),
  choose: may('settings.manage')
    .input(ChooseAttribution)
    .output(AttributionSettings)
    .mutation(({ ctx, input }) => chooseAttribution(ctx, input)),
})
