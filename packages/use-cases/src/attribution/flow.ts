import type { FlowLink } from '@tributary/contracts'
import type { DealOutline } from '@tributary/db'

/** What flows from each source over how far its deals came to how they stand, largest first. */
export const flowOf = (deals: readonly DealOutline[]): FlowLink[] => {
  const links = new Map<string, FlowLink>()
  for (const { source, step, outcome, amountMinor } of deals) {
    const key = `${source} ${step} ${outcome}`
    const link = links.get(key) ?? { source, step, outcome, deals: 0, minor: 0 }
    links.set(key, { ...link, deals: link.deals + 1, minor: link.minor + amountMinor })
  }
  return [...links.values()].sort((a, b) => b.minor - a.minor || (key(a) < key(b) ? -1 : 1))
}

const key = ({ source, step, outcome }: FlowLink): string => `${source} ${step} ${outcome}`
