import { Me } from '@tributary/contracts'
import { readMe } from '@tributary/use-cases/accounts/read-me'
import { anyone, router } from '../trpc.ts'

export const accountsRouter = router({
  me: anyone.output(Me.nullable()).query(({ ctx }) => readMe(ctx)),
})
