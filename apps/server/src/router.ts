import { accountsRouter } from './routers/accounts.ts'
import { apiKeysRouter } from './routers/api-keys.ts'
import { attributionRouter } from './routers/attribution.ts'
import { auditRouter } from './routers/audit.ts'
import { budgetRouter } from './routers/budget.ts'
import { campaignsRouter } from './routers/campaigns.ts'
import { catalogueRouter } from './routers/catalogue.ts'
import { dashboardRouter } from './routers/dashboard.ts'
import { dealsRouter } from './routers/deals.ts'
import { forecastRouter } from './routers/forecast.ts'
import { homeRouter } from './routers/home.ts'
import { leadsRouter } from './routers/leads.ts'
import { liveRouter } from './routers/live.ts'
import { mailboxRouter } from './routers/mailbox.ts'
import { membersRouter } from './routers/members.ts'
import { notificationsRouter } from './routers/notifications.ts'
import { rulesRouter } from './routers/rules.ts'
import { settingsRouter } from './routers/settings.ts'
import { spendRouter } from './routers/spend.ts'
import { viewsRouter } from './routers/views.ts'
import { router } from './trpc.ts'

/** Every procedure of the app. One line per area. */
export const appRouter = router({
  accounts: accountsRouter,
  apiKeys: apiKeysRouter,
  attribution: attributionRouter,
  audit: auditRouter,
  budget: budgetRouter,
  campaigns: campaignsRouter,
  catalogue: catalogueRouter,
  dashboard: dashboardRouter,
  deals: dealsRouter,
  forecast: forecastRouter,
  home: homeRouter,
  leads: leadsRouter,
  live: liveRouter,
  mailbox: mailboxRouter,
  members: membersRouter,
  notifications: notificationsRouter,
  rules: rulesRouter,
  settings: settingsRouter,
  spend: spendRouter,
  views: viewsRouter,
})
export type AppRouter = typeof appRouter
