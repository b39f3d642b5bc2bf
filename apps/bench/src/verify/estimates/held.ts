/** How often intervals held what they estimate, lay above it, or below it. */
export type Held = { within: number; above: number; below: number }

export const noneHeld = (): Held => ({ within: 0, above: 0, below: 0 })

export const hold = (held: Held, [low, high]: readonly [number, number], wanted: number): void => {
  if (wanted < low) held.above++
  else if (wanted > high) held.below++
  else held.within++
}

export const addHeld = (to: Held, more: Held): void => {
  to.within += more.within
  to.above += more.above
  to.below += more.below
}

/** The share that was held, 0 to 1. */
export const shareHeld = ({ within, above, below }: Held): number => within / (within + above + below)
