import { byId, filters, needs, open, own, type Part } from './expected.ts'

/** People, rules and settings. */
export const proceduresOfTheHouse = {
  'accounts.welcome': open,
  'accounts.me': open,
  'accounts.signUp': open,
  'accounts.signIn': open,
  'accounts.signOut': open,
  'accounts.forgotPassword': open,
  'accounts.resetPassword': open,
  'accounts.confirmEmail': open,
  'accounts.seeInvitation': { needs: 'nothing', foreign: byId(() => ({ token: 'unknown' })) },
  'accounts.acceptInvitation': open,
  'accounts.profile': own,
  'accounts.changeProfile': own,
  'accounts.changePassword': own,
  'accounts.changeEmail': own,
  'accounts.sessions': own,
  'accounts.endSession': { needs: 'session', foreign: byId(({ sessionId }) => ({ id: sessionId })) },
  'accounts.endOtherSessions': own,
  'accounts.switchOrganization': own,

  'apiKeys.list': needs('apiKeys.manage'),
  'apiKeys.create': needs('apiKeys.manage'),
  'apiKeys.revoke': needs(
    'apiKeys.manage',
    byId(({ apiKeyId }) => ({ id: apiKeyId })),
  ),

  'audit.list': needs(
    'audit.read',
    filters(({ memberId }) => ({ memberId })),
  ),
  'audit.verify': needs('audit.read'),

  'live.watch': own,

  'mailbox.list': open,
  'mailbox.read': open,

  'members.list': needs('members.read'),
  'members.changeRole': needs(
    'members.manage',
    byId(({ memberId }) => ({ id: memberId, role: 'viewer' })),
  ),
  'members.deactivate': needs(
    'members.manage',
    byId(({ memberId }) => ({ id: memberId })),
  ),
  'members.reactivate': needs(
    'members.manage',
    byId(({ memberId }) => ({ id: memberId })),
  ),
  'members.changeAvailability': needs('team.manage', [
    { input: ({ memberId }) => ({ id: memberId, capacity: 1 }), answer: 404 },
  ]),
  'members.changeOwnAvailability': own,
  'members.invitations': needs('members.manage'),
  'members.invite': needs('members.manage'),
  'members.cancelInvitation': needs(
    'members.manage',
    byId(({ invitationId }) => ({ id: invitationId })),
  ),

  'notifications.mine': own,
  'notifications.changeMine': own,
  'notifications.settings': needs('settings.read'),
  'notifications.connectSlack': needs('notifications.manage'),
  'notifications.switchSlack': needs('notifications.manage'),
  'notifications.disconnectSlack': needs('notifications.manage'),
  'notifications.sendTest': needs('notifications.manage'),
  'notifications.deliveries': needs(
    'deliveries.read',
    filters(({ leadId }) => ({ leadId })),
  ),
  'notifications.delivery': needs(
    'deliveries.read',
    byId(({ deliveryId }) => ({ id: deliveryId })),
  ),
  'notifications.redrive': needs(
    'deliveries.replay',
    byId(({ deliveryId }) => ({ id: deliveryId })),
  ),

  'rules.scoring': needs('rules.read'),
  'rules.routing': needs('rules.read'),
  'rules.responseTimes': needs('rules.read'),

  'settings.read': needs('settings.read'),
  'settings.change': needs('settings.manage'),
  'settings.removeDemo': needs('demo.remove'),
} as const satisfies Part
