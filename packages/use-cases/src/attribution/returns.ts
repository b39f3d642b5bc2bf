/** What a model credits to a campaign, or to all of them. */
export type Credit = { readonly minor: number; readonly deals: number }

export type Returns = {
  /** Attributed revenue / spend (return on advertising spend). */
  readonly roas: number | null
  /** Spend / won deals credited (customer acquisition cost), minor units, unrounded. Spend / leads is the cost per lead. */
  readonly cacMinor: number | null
}

/**
 * What the spend brought. Null where there is nothing to divide by: not enough data.
 *
 * 226,000 spent for 892,300 of attributed revenue from 300 won deals return 3.95 for each unit, at 753.33 a customer.
 */
export const returnsOf = (spendMinor: number | null, credit: Credit | null): Returns => ({
  roas: spendMinor === null || spendMinor === 0 || credit === null ? null : credit.minor / spendMinor,
  cacMinor: spendMinor === null || credit === null || !(credit.deals > 0) ? null : spendMinor / credit.deals,
})
