import { ChangeSettings, Done, OrganizationSettings } from '@tributary/contracts'
import { removeDemo } from '@tributary/use-cases/demo/remove-demo'
import { changeSettings, readSettings } from '@tributary/use-cases/organizations/settings'
import { may, router } from '../trpc.ts'

export const settingsRouter = router({
  read: may('settings.read')
    .output(OrganizationSettings)
    .query(({ ctx }) => readSettings(ctx)),
  change: may('settings.manage')
    .input(ChangeSettings)
    .output(OrganizationSettings)
    .mutation(({ ctx, input }) => changeSettings(ctx, input)),
  removeDemo: may('demo.remove')
    .output(Done)
    .mutation(({ ctx }) => removeDemo(ctx)),
})
