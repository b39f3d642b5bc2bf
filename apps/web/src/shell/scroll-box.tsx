import type { ReactNode } from 'react'

// A box that scrolls must take the focus, or the arrow keys cannot scroll it.
const scrollable = { tabIndex: 0 }

/** A wide table scrolls in its own box, with the arrow keys too. What is only read aloud stays inside as well. */
export const ScrollBox = ({ label, children }: { label: string; children: ReactNode }) => (
  <section aria-label={label} {...scrollable} className="relative overflow-x-auto -outline-offset-2">
    {children}
  </section>
)
