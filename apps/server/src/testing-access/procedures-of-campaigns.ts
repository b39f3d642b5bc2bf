import { byId, filters, needs, type Part } from './expected.ts'

/** Campaigns and what they offer, cost and earned. */
export const proceduresOfCampaigns = {
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
} as const satisfies Part
