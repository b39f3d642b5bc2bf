import { Home } from '@tributary/contracts'
import { readHome } from '@tributary/use-cases/home/read-home'
import { may, router } from '../trpc.ts'

export const homeRouter = router({
  read: may('leads.read')
    .output(Home)
    .query(({ ctx }) => readHome(ctx)),
})
