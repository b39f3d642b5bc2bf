/** Kinds of actions, by the word before the dot, as the filter offers them. */
export const ACTION_KINDS = [
  { value: 'session', label: 'Signing in and out' },
  { value: 'member', label: 'Members' },
  { value: 'profile', label: 'Profiles' },
  { value: 'lead', label: 'One lead' },
  { value: 'leads', label: 'Many leads' },
  { value: 'submission', label: 'Quarantine and spam' },
  { value: 'campaign', label: 'Campaigns' },
  { value: 'delivery', label: 'Deliveries' },
  { value: 'connection', label: 'Connections' },
  { value: 'office', label: 'Offices' },
  { value: 'product', label: 'Products' },
  { value: 'source', label: 'Sources' },
  { value: 'company', label: 'Companies' },
  { value: 'apiKey', label: 'API keys' },
  { value: 'settings', label: 'Settings' },
] as const

const WORDS: Readonly<Record<string, string>> = {
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
  'email.changed': 'Changed their e-mail address',
  'settings.changed': 'Changed the organization',
  'audit.signed_for_others': 'Made the log checkable by anyone',
  'apiKey.created': 'Created an API key',
  'apiKey.revoked': 'Revoked an API key',
  'connection.slack_saved': 'Connected Slack',
  'connection.slack_removed': 'Disconnected Slack',
  'delivery.redrive': 'Sent deliveries again',
  'submission.released': 'Released a held submission',
  'submission.discarded': 'Discarded a held submission',
  'submissions.purged': 'Emptied old held submissions',
  'leads.undo': 'Undid a change of leads',
  'leads.purged': 'Emptied old leads in the bin',
  'leads.exported': 'Exported leads',
  'lead.edited': 'Edited a lead',
}

const sentence = (text: string): string => {
  const words = text
    .replaceAll(/[._]/g, ' ')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** What happened, in words; an action without its own says its name. */
export const actionWords = (action: string): string => WORDS[action] ?? sentence(action)

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
  const facts = Object.entries(rest).map(
    ([name, value]) => `${sentence(name).toLowerCase()}: ${plain(value)}`,
  )
  return [...change, ...facts].join(' · ')
}
