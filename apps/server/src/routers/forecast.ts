import {
  ChangeForecastChoices,
  Done,
  Forecast,
  ForecastChoices,
  LeadWins,
  PipelineWeek,
  PipelineWeekDeals,
  PipelineWeekDealsInput,
  ReadLeadWins,
  ReadWinModel,
  WinModelReading,
} from '@tributary/contracts'
import { askTraining } from '@tributary/use-cases/probability/ask-training'
import { changeChoices } from '@tributary/use-cases/probability/change-choices'
import { readForecast } from '@tributary/use-cases/probability/read-forecast'
import { readLeadWins } from '@tributary/use-cases/probability/read-lead-wins'
import { readModel } from '@tributary/use-cases/probability/read-model'
import { readPipelineWeek, readPipelineWeekDeals } from '@tributary/use-cases/probability/read-week'
import { may, router } from '../trpc.ts'

const read = may('leads.read')
const manage = may('forecast.manage')

export const forecastRouter = router({
  read: read.output(Forecast).query(({ ctx }) => readForecast(ctx)),
  model: read
    .input(ReadWinModel)
    .output(WinModelReading)
    .query(({ ctx, input }) => readModel(ctx, input)),
  ofLead: read
    .input(ReadLeadWins)
    .output(LeadWins)
    .query(({ ctx, input }) => readLeadWins(ctx, input)),
  week: read.output(PipelineWeek).query(({ ctx }) => readPipelineWeek(ctx)),
  weekDeals: read
    .input(PipelineWeekDealsInput)
    .output(PipelineWeekDeals)
    .query(({ ctx, input }) => readPipelineWeekDeals(ctx, input)),
  train: manage.output(Done).mutation(({ ctx }) => askTraining(ctx)),
  changeChoices: manage
    .input(ChangeForecastChoices)
    .output(ForecastChoices)
    .mutation(({ ctx, input }) => changeChoices(ctx, input)),
})
