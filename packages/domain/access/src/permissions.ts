import { PERMISSIONS, type Permission, ROLES, type Role } from './lists.ts'

type Grant = {
  /** What the permission lets a person do, as it reads after "can": `Only owners can <words>.` */
  readonly words: string
  readonly roles: readonly Role[]
}

const everyone = ROLES
const operators = ['owner', 'admin'] as const
const leaders = ['owner', 'admin', 'manager'] as const
const sellers = ['owner', 'admin', 'manager', 'rep'] as const
const readersOfFigures = ['owner', 'admin', 'manager', 'analyst'] as const

/**
 * The one table of who may do what. A permission without a row does not compile; a role that is not named in a row
 * cannot do it, so a new role starts with nothing.
 */
const GRANTS = {
  'dashboard.read': { words: 'see the dashboard', roles: everyone },
  'leads.read': { words: 'see leads', roles: everyone },
  'leads.write.own': { words: 'add leads and change their own or unassigned ones', roles: sellers },
  'leads.write.any': { words: 'change the leads of others', roles: leaders },
  'leads.assign': { words: 'give leads to other people', roles: leaders },
  'leads.delete': { words: 'delete leads', roles: leaders },
  'leads.export': { words: 'export leads', roles: readersOfFigures },
  'campaigns.read': { words: 'see campaigns', roles: everyone },
  'campaigns.write': { words: 'change campaigns', roles: leaders },
  'captures.release': { words: 'release submissions from quarantine or spam', roles: leaders },
  'catalogue.read': { words: 'see products, offices and sources', roles: everyone },
  'catalogue.manage': { words: 'change products', roles: leaders },
  'offices.manage': { words: 'change offices', roles: leaders },
  'sources.manage': { words: 'change sources', roles: leaders },
  'forecast.manage': { words: 'train the win model and change what the forecast counts', roles: leaders },
  'rules.read': { words: 'see the scoring and routing rules', roles: everyone },
  'rules.manage': { words: 'change the scoring and routing rules', roles: leaders },
  'members.read': { words: 'see who belongs to the organization', roles: everyone },
  'members.manage': { words: 'invite members and change their roles', roles: operators },
  'team.manage': { words: 'change the working hours and capacity of others', roles: leaders },
  'notifications.manage': { words: 'change notifications', roles: operators },
  'deliveries.read': { words: 'see the delivery log', roles: readersOfFigures },
  'deliveries.replay': { words: 'send failed deliveries again', roles: leaders },
  'apiKeys.manage': { words: 'create and revoke API keys', roles: operators },
  'audit.read': { words: 'read the audit log', roles: operators },
  'settings.read': { words: 'see the settings of the organization', roles: readersOfFigures },
  'settings.manage': { words: 'change the settings of the organization', roles: operators },
  'demo.remove': { words: 'remove the demo data', roles: operators },
} satisfies Record<Permission, Grant>

/** How a role is named to people. */
const ROLE_WORDS = {
  owner: { one: 'an owner', many: 'owners' },
  admin: { one: 'an admin', many: 'admins' },
  manager: { one: 'a manager', many: 'managers' },
  rep: { one: 'a rep', many: 'reps' },
  analyst: { one: 'an analyst', many: 'analysts' },
  viewer: { one: 'a viewer', many: 'viewers' },
} satisfies Record<Role, { one: string; many: string }>

const grantOf = (permission: Permission): Grant => GRANTS[permission]

const granted = new Map<Role, ReadonlySet<Permission>>(
  ROLES.map((role) => [
    role,
    new Set(PERMISSIONS.filter((permission) => grantOf(permission).roles.includes(role))),
  ]),
)

/**
 * Whether a role may do something. Words from outside that are no role or no permission are answered with no.
 *
 * `can('viewer', 'leads.read')` is `true`; `can('rep', 'leads.export')` is `false`.
 */
export const can = (role: Role, permission: Permission): boolean =>
  granted.get(role)?.has(permission) ?? false

/** Everything a role may do, in the order of the list. */
export const permissionsOf = (role: Role): readonly Permission[] =>
  PERMISSIONS.filter((permission) => can(role, permission))

/** Every role that may do something, strongest first. */
export const rolesWith = (permission: Permission): readonly Role[] =>
  ROLES.filter((role) => can(role, permission))

/** What a permission lets a person do, in words: `'export leads'`. */
export const permissionWords = (permission: Permission): string => grantOf(permission).words

const list = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`

/**
 * Why a button is disabled: who could do it, and who you are. `undefined` when the role may.
 *
 * `whyNot('rep', 'leads.export')` is `'Only owners, admins, managers and analysts can export leads. You are a rep.'`
 */
export const whyNot = (role: Role, permission: Permission): string | undefined => {
  if (can(role, permission)) return undefined
  const who = list(rolesWith(permission).map((each) => ROLE_WORDS[each].many))
  const you = Object.hasOwn(ROLE_WORDS, role) ? ROLE_WORDS[role].one : 'not a member'
  return `Only ${who} can ${permissionWords(permission)}. You are ${you}.`
}
