export type ChartSlot = 1 | 2 | 3 | 4 | 5 | 6 | 7

export const slotColor = (slot: ChartSlot): string => `var(--chart-${slot})`

/** The slot of everything unnamed, and of the period before. */
export const OTHER_SLOT: ChartSlot = 7

/** A colour follows the thing, not its rank: the same source looks the same on every page. */
const sourceSlots: Record<string, ChartSlot> = {
  google: 1,
  paid_search: 1,
  meta: 2,
  facebook: 2,
  instagram: 2,
  paid_social: 2,
  linkedin: 3,
  email: 3,
  organic: 4,
  organic_search: 4,
  messenger: 5,
  referral: 6,
  partner: 6,
}

export const slotOfSource = (source: string): ChartSlot => sourceSlots[source.toLowerCase()] ?? OTHER_SLOT

export const gradeColor = (grade: 'A' | 'B' | 'C' | 'D'): string => `var(--grade-${grade.toLowerCase()})`

/** Stages stay neutral, except the two that end the way. */
export const stageColor = (stage: string): string =>
  stage === 'won' ? 'var(--success)' : stage === 'lost' ? 'var(--subtle)' : slotColor(1)
