import type { LeadState } from '@tributary/ledger'
import type { VerifiedOrganization } from '../connect.ts'
import type { Story } from '../lead-walk.ts'
import type { Checklist } from '../report.ts'

/** Looks at one lead after another and says at the end of an organization what only all of them tell. */
export type LeadCheck = {
  readonly list: Checklist
  begin?(organization: VerifiedOrganization): Promise<void>
  look(story: Story, state: LeadState | null, organization: VerifiedOrganization): void
  end?(organization: VerifiedOrganization): Promise<void>
}
