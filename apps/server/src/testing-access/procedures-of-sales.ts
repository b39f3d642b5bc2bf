import { byId, filters, needs, type Part } from './expected.ts'

/** Leads, deals, and what is read from them. */
export const proceduresOfSales = {
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
} as const satisfies Part
