import type { Point } from '@tributary/kernel'
import type { Grade, Urgency } from '@tributary/scoring/lists'

/** All that routing may know about a lead. It names no person; give `point` no finer than a town needs. */
export type LeadFacts = {
  readonly campaignId: string
  /** The campaign's switch: false leaves every lead to a person. */
  readonly autoAssign: boolean
  readonly campaignOwnerId: string | null
  /** The product or service the lead asks for. */
  readonly service: string | null
  readonly score: number
  readonly grade: Grade
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null
  /** Region code, as the offices carry it; upper and lower case are the same. */
  readonly region: string | null
  readonly point: Point | null
  readonly urgency: Urgency | null
}
