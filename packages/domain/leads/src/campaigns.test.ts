import { describe, expect, it } from 'vitest'
import { campaignAccepts, moveCampaign, nextCampaignStatuses } from './campaigns.ts'

const march = { status: 'active', startDate: '2026-03-01', endDate: '2026-03-31' } as const

describe('the life of a campaign', () => {
  it('starts as a draft and has to run before it can rest or be completed', () => {
    expect(nextCampaignStatuses('draft')).toEqual(['active'])
    expect(moveCampaign('draft', 'active')).toEqual({ kind: 'moved', from: 'draft', to: 'active' })
    expect(moveCampaign('draft', 'completed')).toEqual({
      kind: 'refused',
      reason: 'not_allowed',
      allowed: ['active'],
    })
  })

  it('rests, goes on, is completed and can run again, but is never a draft again', () => {
    expect(moveCampaign('active', 'paused').kind).toBe('moved')
    expect(moveCampaign('paused', 'completed').kind).toBe('moved')
    expect(moveCampaign('completed', 'active').kind).toBe('moved')
    for (const from of ['active', 'paused', 'completed'] as const)
      expect(moveCampaign(from, 'draft').kind).toBe('refused')
    expect(moveCampaign('paused', 'paused')).toEqual({ kind: 'unchanged', status: 'paused' })
  })
})

describe('taking leads', () => {
  it('an active campaign takes leads from its first to its last day', () => {
    expect(campaignAccepts(march, '2026-03-01')).toEqual({ kind: 'accepts' })
    expect(campaignAccepts(march, '2026-03-31')).toEqual({ kind: 'accepts' })
    expect(campaignAccepts(march, '2026-02-28')).toEqual({ kind: 'refuses', reason: 'not_started' })
    expect(campaignAccepts(march, '2026-04-01')).toEqual({ kind: 'refuses', reason: 'ended' })
  })

  it('without dates it always does', () => {
    expect(campaignAccepts({ status: 'active', startDate: null, endDate: null }, '1999-01-01')).toEqual({
      kind: 'accepts',
    })
  })

  it('any other status refuses, whatever the day', () => {
    for (const status of ['draft', 'paused', 'completed'] as const)
      expect(campaignAccepts({ ...march, status }, '2026-03-15')).toEqual({
        kind: 'refuses',
        reason: 'not_active',
      })
  })
})
