import { UNKNOWN } from '../formats.ts'

export type UnknownProps = { reason?: string }

/** A value that is not known is a dash with a reason, never a zero. */
export const Unknown = ({ reason = 'Not known' }: UnknownProps) => (
  <span title={reason} className="text-muted">
    <span aria-hidden>{UNKNOWN}</span>
    <span className="sr-only">{reason}</span>
  </span>
)
