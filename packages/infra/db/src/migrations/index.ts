import { TheHouse } from './0001-the-house.ts'
import { Accounts } from './0002-accounts.ts'
import { Demo } from './0003-demo.ts'
import { Spend } from './0004-spend.ts'
import { Deals } from './0005-deals.ts'
import { SavedViews } from './0006-saved-views.ts'
import { Touches } from './0007-touches.ts'
import { RareLeads } from './0008-rare-leads.ts'
import { LeadsOfPeople } from './0009-leads-of-people.ts'
import { CalmStatistics } from './0010-calm-statistics.ts'
import { WinModels } from './0011-win-models.ts'
import { Attribution } from './0012-attribution.ts'
import { Budget } from './0013-budget.ts'
import { DecayRate } from './0014-decay-rate.ts'
import { DealEnds } from './0015-deal-ends.ts'
import { ViewsOfLists } from './0016-views-of-lists.ts'
import { DealEvents } from './0017-deal-events.ts'

/** In order. A migration that has been released is never edited. */
export const migrationsList = [
  { name: '0001-the-house', class: TheHouse },
  { name: '0002-accounts', class: Accounts },
  { name: '0003-demo', class: Demo },
  { name: '0004-spend', class: Spend },
  { name: '0005-deals', class: Deals },
  { name: '0006-saved-views', class: SavedViews },
  { name: '0007-touches', class: Touches },
  { name: '0008-rare-leads', class: RareLeads },
  { name: '0009-leads-of-people', class: LeadsOfPeople },
  { name: '0010-calm-statistics', class: CalmStatistics },
  { name: '0011-win-models', class: WinModels },
  { name: '0012-attribution', class: Attribution },
  { name: '0013-budget', class: Budget },
  { name: '0014-decay-rate', class: DecayRate },
  { name: '0015-deal-ends', class: DealEnds },
  { name: '0016-views-of-lists', class: ViewsOfLists },
  { name: '0017-deal-events', class: DealEvents },
]
