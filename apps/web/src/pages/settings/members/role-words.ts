import type { Role } from '@tributary/access'
import type { Option } from '@tributary/ui'

const WORDS = {
  owner: ['Owner', 'Everything, also who else is an owner'],
  admin: ['Admin', 'Everything but owners'],
  manager: ['Manager', 'All leads, campaigns, rules and the team’s hours'],
  rep: ['Rep', 'Own and unassigned leads'],
  analyst: ['Analyst', 'Reads and exports, changes nothing'],
  viewer: ['Viewer', 'Reads only'],
} as const satisfies Record<Role, readonly [string, string]>

const entries = Object.entries(WORDS) as [Role, readonly [string, string]][]

export const ROLE_OPTIONS: readonly (Option<Role> & { value: Role })[] = entries.map(
  ([value, [label, hint]]) => ({
    value,
    label,
    hint,
  }),
)
export const roleName = (role: Role): string => WORDS[role][0]
