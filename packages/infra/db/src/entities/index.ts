import {
  AttributionChangeSchema,
  AttributionDealSchema,
  AttributionResultSchema,
  AttributionTableSchema,
} from './attribution.ts'
import { BudgetDecisionSchema } from './budget-decision.ts'
import {
  CampaignSchema,
  EntranceCampaignSchema,
  HeldSubmissionSchema,
  IdempotencySchema,
} from './campaign.ts'
import { CompanySchema, ProductSchema, SourceSchema } from './catalogue.ts'
import { ConnectionSchema, EffectAttemptSchema, EffectSchema } from './effects.ts'
import { ContactSchema, DealSchema, LeadSchema, SearchTokenSchema } from './lead.ts'
import { AuditSchema, EventFoldSchema, LedgerEventSchema, RollupSchema, UndoSchema } from './ledger.ts'
import { CaptureStateSchema, OrganizationSchema } from './organization.ts'
import { RoutingSnapshotRowSchema, RuleSetSchema } from './rules.ts'
import { SavedViewSchema } from './saved-view.ts'
import { SpendSchema } from './spend.ts'
import { MemberSchema, OfficeSchema } from './team.ts'
import { TouchSchema } from './touch.ts'
import { ForecastSchema, WinEstimateSchema, WinModelSchema } from './win-model.ts'

export * from './attribution.ts'
export * from './budget-decision.ts'
export * from './campaign.ts'
export * from './catalogue.ts'
export * from './effects.ts'
export * from './lead.ts'
export * from './ledger.ts'
export * from './organization.ts'
export * from './rules.ts'
export * from './saved-view.ts'
export * from './spend.ts'
export * from './team.ts'
export * from './touch.ts'
export * from './win-model.ts'

/** Entities of one organization, keyed `(organization_id, …)`: the ORM's filter is the second wall behind the policies. */
export const tenantEntities = [
  CampaignSchema,
  HeldSubmissionSchema,
  IdempotencySchema,
  ProductSchema,
  SourceSchema,
  CompanySchema,
  ConnectionSchema,
  EffectSchema,
  EffectAttemptSchema,
  ContactSchema,
  DealSchema,
  SpendSchema,
  TouchSchema,
  LeadSchema,
  SearchTokenSchema,
  LedgerEventSchema,
  EventFoldSchema,
  RollupSchema,
  AuditSchema,
  UndoSchema,
  CaptureStateSchema,
  RuleSetSchema,
  RoutingSnapshotRowSchema,
  MemberSchema,
  OfficeSchema,
  SavedViewSchema,
  AttributionChangeSchema,
  AttributionResultSchema,
  AttributionTableSchema,
  AttributionDealSchema,
  WinModelSchema,
  WinEstimateSchema,
  ForecastSchema,
  BudgetDecisionSchema,
] as const

export const entities = [OrganizationSchema, EntranceCampaignSchema, ...tenantEntities] as const
