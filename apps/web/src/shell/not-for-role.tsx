import { EmptyState } from '@tributary/ui'
import { Lock } from 'lucide-react'

/** A link to a page that the role never has says so instead of failing. */
export const NotForRole = ({ reason }: { reason: string }) => (
  <EmptyState title="This page is not for your role" icon={<Lock aria-hidden />}>
    {reason}
  </EmptyState>
)
