import type { AuditAction } from '@tributary/contracts'

/** Kinds of actions, by the word before the dot, as the filter offers them. */
export const ACTION_KINDS = [
  { value: 'session', label: 'Signing in and out' },
  { value: 'member', label: 'Members' },
  { value: 'profile', label: 'Profiles' },
  { value: 'lead', label: 'One lead' },
  { value: 'leads', label: 'Many leads' },
  { value: 'submission', label: 'Quarantine and spam' },
  { value: 'campaign', label: 'Campaigns' },
  { value: 'deal', label: 'Deals' },
  { value: 'spend', label: 'Spend' },
  { value: 'budget', label: 'Budgets' },
  { value: 'attribution', label: 'Attribution' },
  { value: 'forecast', label: 'Forecast' },
  { value: 'delivery', label: 'Deliveries' },
  { value: 'connection', label: 'Connections' },
  { value: 'office', label: 'Offices' },
  { value: 'product', label: 'Products' },
  { value: 'source', label: 'Sources' },
  { value: 'company', label: 'Companies' },
  { value: 'apiKey', label: 'API keys' },
  { value: 'settings', label: 'Settings' },
] as const

const WORDS: Readonly<Record<AuditAction, string>> = {
  'session.opened': 'Signed in',
  'session.ended': 'Ended a session',
  'session.refused': 'Sign-in refused',
  'sessions.ended': 'Ended all other sessions',
  'member.invited': 'Invited a member',
  'member.invitation_canceled': 'Withdrew an invitation',
  'member.joined': 'Joined',
  'member.role_changed': 'Changed a role',
  'member.deactivated': 'Deactivated a member',
  'member.reactivated': 'Reactivated a member',
  'member.availability_changed': 'Changed an availability',
  'profile.changed': 'Changed their profile',
  'password.set': 'Set a password',
  'password.changed': 'Changed their password',
  'password.reset': 'Set a new password by a mailed link',
  'email.changed': 'Changed their e-mail address',
  'settings.changed': 'Changed the organization',
  'audit.signed_for_others': 'Made the log checkable by anyone',
  'apiKey.created': 'Created an API key',
  'apiKey.revoked': 'Revoked an API key',
  'connection.slack_saved': 'Connected Slack',
  'connection.slack_on': 'Turned Slack on',
  'connection.slack_off': 'Turned Slack off',
  'connection.slack_removed': 'Disconnected Slack',
  'delivery.redrive': 'Sent deliveries again',
  'submission.released': 'Released a held submission',
  'submission.discarded': 'Discarded a held submission',
  'submissions.purged': 'Emptied old held submissions',
  'leads.undo': 'Undid a change of leads',
  'leads.purged': 'Emptied old leads in the bin',
  'leads.exported': 'Exported leads',
  'lead.edited': 'Edited a lead',
  'leads.review': 'Reviewed leads',
  'leads.stage': 'Moved leads to another stage',
  'leads.assign': 'Changed the owner of leads',
  'leads.remove': 'Moved leads to the bin',
  'leads.restore': 'Took leads out of the bin',
  'deal.created': 'Opened a deal',
  'deal.edited': 'Edited a deal',
  'deal.moved': 'Moved deals to another stage',
  'campaign.created': 'Created a campaign',
  'campaign.updated': 'Edited a campaign',
  'campaign.deleted': 'Deleted a campaign',
  'campaign.moved': 'Changed the status of a campaign',
  'campaign.capture_changed': 'Changed how a campaign captures leads',
  'campaign.token_rotated': 'Replaced the token of a campaign',
  'spend.recorded': 'Changed the spend of campaigns',
  'spend.undo': 'Undid a change of spend',
  'budget.applied': 'Applied an advice on a budget',
  'budget.dismissed': 'Dismissed an advice on a budget',
  'budget.withdrawn': 'Took a decision on a budget back',
  'attribution.chosen': 'Chose how sales are attributed',
  'forecast.changed': 'Changed the forecast settings',
  'forecast.training_asked': 'Asked for a training of the forecast',
  'office.created': 'Created an office',
  'office.updated': 'Edited an office',
  'office.deleted': 'Deleted an office',
  'product.created': 'Created a product',
  'product.updated': 'Edited a product',
  'product.deleted': 'Deleted a product',
  'source.created': 'Created a source',
  'source.updated': 'Edited a source',
  'source.deleted': 'Deleted a source',
  'company.created': 'Created a company',
  'company.updated': 'Edited a company',
  'company.deleted': 'Deleted a company',
}

const sentence = (text: string): string => {
  const words = text
    .replaceAll(/[._]/g, ' ')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** What happened, in words; an action that is no longer made says its name. */
export const actionWords = (action: string): string =>
  (WORDS as Readonly<Record<string, string>>)[action] ?? sentence(action)

const plain = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : Array.isArray(value)
      ? value.map(plain).join(', ')
      : (JSON.stringify(value) ?? '')

/** The facts beside an action: `rep → manager`, `fields: weight, capacity`. */
export const factsOf = (meta: Readonly<Record<string, unknown>>): string => {
  const { from, to, ...rest } = meta
  const change = from !== undefined && to !== undefined ? [`${plain(from)} → ${plain(to)}`] : []
  const facts = Object.entries(rest)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${sentence(name).toLowerCase()}: ${plain(value)}`)
  return [...change, ...facts].join(' · ')
}
