import { ChangeSettings, OrganizationSettings } from '@tributary/contracts'
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
})
