import type { Permission } from '@tributary/contracts'
import type { AppRouter } from '../router.ts'
import type { Fixtures } from './fixtures.ts'

type Areas = AppRouter['_def']['record']
/** Every procedure there is, as `area.name`. */
export type ProcedurePath = {
  [A in keyof Areas]: `${A}.${Extract<keyof Areas[A], string>}`
}[keyof Areas]

/** One call with the ids of another organization. */
export type ForeignCall = {
  readonly input: (theirs: Fixtures) => unknown
  /** `404`: as if the id were unknown. `nothing`: an answer in which nothing of theirs stands. */
  readonly answer: 404 | 'nothing'
}

export type Expected = {
  /** Who may: everybody, who is signed in, or who has the permission. */
  readonly needs: 'nothing' | 'session' | Permission
  /** Every way to name a thing of somebody else; `[]` where the input has no place for one. */
  readonly foreign: readonly ForeignCall[]
}

const byId = (...inputs: ForeignCall['input'][]): ForeignCall[] =>
  inputs.map((input) => ({ input, answer: 404 }))
const filters = (...inputs: ForeignCall['input'][]): ForeignCall[] =>
  inputs.map((input) => ({ input, answer: 'nothing' }))
const open = { needs: 'nothing', foreign: [] } as const satisfies Expected
const own = { needs: 'session', foreign: [] } as const satisfies Expected
const needs = (permission: Permission, foreign: readonly ForeignCall[] = []): Expected => ({
  needs: permission,
  foreign,
})

/** A new procedure gets its row here, or the build fails. */
export const procedures = {
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

  'attribution.read': needs('dashboard.read'),
  'attribution.deals': needs(
    'leads.read',
    byId(({ attributionId }) => ({ resultId: attributionId, of: { kind: 'won' } })),
  ),
  'attribution.strip': needs(
    'leads.read',
    byId(
      ({ dealId }) => ({ dealId }),
      ({ dealId, attributionId }) => ({ dealId, resultId: attributionId }),
    ),
  ),
  'attribution.journey': needs(
    'leads.read',
    byId(({ leadId }) => ({ leadId })),
  ),
  'attribution.choose': needs('settings.manage'),

  'audit.list': needs(
    'audit.read',
    filters(({ memberId }) => ({ memberId })),
  ),
  'audit.verify': needs('audit.read'),

  'budget.read': needs('dashboard.read'),
  'budget.decisions': needs('dashboard.read'),
  'budget.decide': needs(
    'campaigns.write',
    byId(({ campaign }) => ({
      period: { start: '2026-03-01', end: '2026-03-31' },
      campaignId: campaign.id,
      action: 'increase',
      verdict: 'applied',
    })),
  ),
  'budget.withdraw': needs(
    'campaigns.write',
    byId(({ budgetDecisionId }) => ({ id: budgetDecisionId })),
  ),
  'budget.close': needs(
    'campaigns.write',
    byId(({ budgetDecisionId }) => ({ id: budgetDecisionId })),
  ),

  'campaigns.list': needs('campaigns.read'),
  'campaigns.read': needs(
    'campaigns.read',
    byId(({ campaign }) => ({ id: campaign.id })),
  ),
  'campaigns.create': needs(
    'campaigns.write',
    byId(
      ({ memberId }) => ({ slug: 'foreign-owner', name: 'Foreign owner', ownerId: memberId }),
      ({ productId }) => ({ slug: 'foreign-product', name: 'Foreign product', productId }),
    ),
  ),
  'campaigns.update': needs(
    'campaigns.write',
    byId(({ campaign }) => ({ id: campaign.id, name: 'Mine now' })),
  ),
  'campaigns.move': needs(
    'campaigns.write',
    byId(({ campaign }) => ({ id: campaign.id, to: 'paused' })),
  ),
  'campaigns.remove': needs(
    'campaigns.write',
    byId(({ campaign }) => ({ id: campaign.id })),
  ),
  'campaigns.capture': needs(
    'campaigns.read',
    byId(({ campaign }) => ({ id: campaign.id })),
  ),
  'campaigns.changeCapture': needs(
    'campaigns.write',
    byId(({ campaign }) => ({ id: campaign.id, requireToken: false })),
  ),
  'campaigns.undo': needs(
    'campaigns.write',
    byId(({ campaignUndoId }) => ({ undoId: campaignUndoId })),
  ),
  'campaigns.rotateToken': needs(
    'campaigns.write',
    byId(({ campaign }) => ({ id: campaign.id })),
  ),
  'campaigns.submitTest': needs(
    'campaigns.write',
    byId(({ campaign }) => ({ id: campaign.id })),
  ),
  'campaigns.removeTest': needs(
    'campaigns.write',
    byId(({ leadId }) => ({ id: leadId })),
  ),
  'campaigns.held': needs(
    'captures.release',
    filters(({ campaign }) => ({ campaignId: campaign.id, kind: 'spam' })),
  ),
  'campaigns.releaseHeld': needs(
    'captures.release',
    filters(({ heldId }) => ({ ids: [heldId] })),
  ),
  'campaigns.discardHeld': needs(
    'captures.release',
    filters(({ heldId }) => ({ ids: [heldId] })),
  ),

  'catalogue.offices': needs('catalogue.read'),
  'catalogue.createOffice': needs('offices.manage'),
  'catalogue.updateOffice': needs(
    'offices.manage',
    byId(({ officeId }) => ({ id: officeId, name: 'Mine', regionCode: 'TX' })),
  ),
  'catalogue.deleteOffice': needs(
    'offices.manage',
    byId(({ officeId }) => ({ id: officeId })),
  ),
  'catalogue.products': needs('catalogue.read'),
  'catalogue.createProduct': needs('catalogue.manage'),
  'catalogue.updateProduct': needs(
    'catalogue.manage',
    byId(({ productId }) => ({ id: productId, kind: 'service', code: 'mine', name: 'Mine' })),
  ),
  'catalogue.deleteProduct': needs(
    'catalogue.manage',
    byId(({ productId }) => ({ id: productId })),
  ),
  'catalogue.sources': needs('catalogue.read'),
  'catalogue.createSource': needs('sources.manage'),
  'catalogue.updateSource': needs(
    'sources.manage',
    byId(({ sourceId }) => ({ id: sourceId, name: 'Mine' })),
  ),
  'catalogue.deleteSource': needs(
    'sources.manage',
    byId(({ sourceId }) => ({ id: sourceId })),
  ),
  'catalogue.companies': needs(
    'catalogue.read',
    filters(() => ({ text: 'Kite' })),
  ),
  'catalogue.createCompany': needs('catalogue.manage'),
  'catalogue.updateCompany': needs(
    'catalogue.manage',
    byId(({ companyId }) => ({ id: companyId, name: 'Mine' })),
  ),
  'catalogue.deleteCompany': needs(
    'catalogue.manage',
    byId(({ companyId }) => ({ id: companyId })),
  ),

  'dashboard.overview': needs(
    'dashboard.read',
    byId(({ campaign }) => ({ campaignId: campaign.id })),
  ),
  'dashboard.money': needs(
    'dashboard.read',
    byId(({ campaign }) => ({ campaignId: campaign.id })),
  ),
  'dashboard.topOpportunities': needs(
    'leads.read',
    byId(({ campaign }) => ({ campaignId: campaign.id })),
  ),
  'dashboard.campaignFigures': needs(
    'campaigns.read',
    byId(({ campaign }) => ({ campaignId: campaign.id })),
  ),
  'dashboard.campaignTotals': needs('campaigns.read'),

  'deals.list': needs(
    'leads.read',
    filters(
      ({ leadId }) => ({ filter: { leadIds: [leadId] } }),
      ({ dealId }) => ({ filter: { ids: [dealId] } }),
      ({ campaign }) => ({ filter: { leads: { campaign: [campaign.id] } } }),
    ),
  ),
  'deals.sums': needs(
    'leads.read',
    filters(({ leadId }) => ({ filter: { leadIds: [leadId] } })),
  ),
  'deals.board': needs(
    'leads.read',
    filters(({ dealId }) => ({ filter: { ids: [dealId] } })),
  ),
  'deals.read': needs(
    'leads.read',
    byId(({ dealId }) => ({ id: dealId })),
  ),
  'deals.create': needs(
    'leads.write.own',
    byId(({ leadId }) => ({ leadId, amountMinor: 100 })),
  ),
  'deals.edit': needs(
    'leads.write.own',
    byId(({ dealId }) => ({ id: dealId, amountMinor: 100 })),
  ),
  'deals.move': needs(
    'leads.write.own',
    byId(({ dealId }) => ({ ids: [dealId], to: 'won' })),
  ),

  'forecast.read': needs('leads.read'),
  'forecast.model': needs(
    'leads.read',
    byId(({ modelId }) => ({ id: modelId })),
  ),
  'forecast.ofLead': needs(
    'leads.read',
    filters(({ leadId }) => ({ leadId })),
  ),
  'forecast.week': needs('leads.read'),
  'forecast.weekDeals': needs('leads.read'),
  'forecast.train': needs('forecast.manage'),
  'forecast.changeChoices': needs('forecast.manage'),

  'home.read': needs('leads.read'),

  'leads.list': needs(
    'leads.read',
    filters(
      ({ leadId }) => ({ filter: { ids: [leadId] } }),
      ({ campaign }) => ({ filter: { campaign: [campaign.id] } }),
      ({ memberId }) => ({ filter: { owner: [memberId] } }),
      ({ productId, sourceId }) => ({ filter: { product: [productId], sourceRecord: [sourceId] } }),
      ({ leadPublicId }) => ({ filter: { text: leadPublicId } }),
    ),
  ),
  'leads.count': needs(
    'leads.read',
    filters(({ leadId }) => ({ filter: { ids: [leadId] } })),
  ),
  'leads.choices': needs('leads.read'),
  'leads.read': needs(
    'leads.read',
    byId(
      ({ leadId }) => ({ id: leadId }),
      ({ leadPublicId }) => ({ id: leadPublicId }),
    ),
  ),
  'leads.timeline': needs(
    'leads.read',
    byId(({ leadId }) => ({ id: leadId })),
  ),
  'leads.create': needs(
    'leads.write.own',
    byId(({ campaign }) => ({
      campaignId: campaign.id,
      firstName: 'Divya',
      lastName: 'Rao',
      email: 'divya.rao@kite.example',
    })),
  ),
  'leads.edit': needs(
    'leads.write.own',
    byId(({ leadId }) => ({ id: leadId, company: 'Mine' })),
  ),
  'leads.review': needs(
    'leads.write.own',
    byId(({ leadId }) => ({ target: { ids: [leadId] }, to: 'accepted' })),
  ),
  'leads.move': needs(
    'leads.write.own',
    byId(({ leadId }) => ({ target: { ids: [leadId] }, to: 'contacted' })),
  ),
  'leads.assign': needs(
    'leads.write.own',
    byId(({ leadId, memberId }) => ({ target: { ids: [leadId] }, to: memberId })),
  ),
  'leads.setNextStep': needs(
    'leads.write.own',
    byId(({ leadId }) => ({ id: leadId, step: { at: '2030-01-01T10:00:00Z', text: 'Call' } })),
  ),
  'leads.logActivity': needs(
    'leads.write.own',
    byId(({ leadId }) => ({ id: leadId, kind: 'note_added', text: 'Mine' })),
  ),
  'leads.remove': needs(
    'leads.delete',
    byId(({ leadId }) => ({ target: { ids: [leadId] } })),
  ),
  'leads.restore': needs(
    'leads.delete',
    byId(({ leadId }) => ({ target: { ids: [leadId] } })),
  ),
  'leads.undo': needs(
    'leads.write.own',
    byId(({ undoId }) => ({ undoId })),
  ),

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

  'spend.list': needs(
    'campaigns.read',
    byId(({ campaign }) => ({ campaignId: campaign.id })),
  ),
  'spend.record': needs(
    'campaigns.write',
    byId(({ campaign }) => ({ campaignId: campaign.id, day: '2026-03-01', amountMinor: 100 })),
  ),
  'spend.remove': needs(
    'campaigns.write',
    byId(({ campaign }) => ({ campaignId: campaign.id, day: '2026-03-02' })),
  ),
  'spend.undo': needs(
    'campaigns.write',
    byId(({ spendUndoId }) => ({ undoId: spendUndoId })),
  ),

  'views.list': needs('leads.read'),
  'views.save': needs('leads.read'),
  'views.change': needs(
    'leads.read',
    byId(
      ({ viewId }) => ({ list: 'leads', id: viewId, name: 'Theirs' }),
      ({ viewId }) => ({ list: 'deals', id: viewId, name: 'Theirs' }),
    ),
  ),
  'views.remove': needs(
    'leads.read',
    byId(({ viewId }) => ({ id: viewId })),
  ),
} as const satisfies Record<ProcedurePath, Expected>
