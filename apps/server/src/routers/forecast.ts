import {
  ChangeForecastChoices,
  Done,
  Forecast,
  ForecastChoices,
  LeadWins,
  ReadLeadWins,
  ReadWinModel,
  WinModelReading,
} from '@tributary/contracts'
import { askTraining } from '@tributary/use-cases/probability/ask-training'
import { changeChoices } from '@tributary/use-cases/probability/change-choices'
import { readForecast } from '@tributary/use-cases/probability/read-forecast'
import { readLeadWins } from '@tributary/use-cases/probability/read-lead-wins'
import { readModel } from '@tributary/use-cases/probability/read-model'
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
  train: manage.output(Done).mutation(({ ctx }) => askTraining(ctx)),
  changeChoices: manage
    .input(ChangeForecastChoices)
    .output(ForecastChoices)
    .mutation(({ ctx, input }) => changeChoices(ctx, input)),
})
