import type { ReactNode } from 'react'

/** A wide table scrolls in its own box, with the arrow keys too. */
export const ScrollBox = ({ label, children }: { label: string; children: ReactNode }) => (
  <section aria-label={label} tabIndex={0} className="overflow-x-auto -outline-offset-2">
    {children}
  </section>
)
