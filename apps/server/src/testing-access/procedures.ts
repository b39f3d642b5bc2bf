import type { Expected, ProcedurePath } from './expected.ts'
import { proceduresOfCampaigns } from './procedures-of-campaigns.ts'
import { proceduresOfSales } from './procedures-of-sales.ts'
import { proceduresOfTheHouse } from './procedures-of-the-house.ts'

/** A new procedure gets its row in one of the parts, or the build fails. */
export const procedures = {
  ...proceduresOfSales,
  ...proceduresOfCampaigns,
  ...proceduresOfTheHouse,
} as const satisfies Record<ProcedurePath, Expected>
