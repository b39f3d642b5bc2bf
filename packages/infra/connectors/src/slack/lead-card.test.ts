import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pingsOf, problemOfPost } from '../fakes/slack-rules.ts'
import { type LeadCard, leadCard } from './lead-card.ts'
import { escapeForSlack } from './mrkdwn.ts'

const card: LeadCard = {
  operationId: '0199a1b2-0000-7000-8000-000000000001',
  leadId: 'lead_abc',
  leadUrl: 'https://tributary.example/leads/lead_abc',
  grade: 'A',
  points: 92,
  name: 'Ada Lovelace',
  company: 'Engines & Sons',
  campaign: 'Spring',
  service: 'Consulting',
  urgency: 'high',
  owner: null,
  message: 'Please call <!channel> & bring *all* <https://evil.example|invoices>',
  reasons: ['business e-mail: 15 of 15'],
}

const accepts = (lead: LeadCard) =>
  problemOfPost('/services/T0/B0/x', 'active', JSON.stringify(leadCard(lead)))

describe('the Slack card of a hot lead', () => {
  it('says who, from which campaign, for whom and why, with a button to the lead', () => {
    const text = JSON.stringify(leadCard(card))
    for (const part of [
      'Engines &amp; Sons',
      '92 points',
      'Spring',
      'Nobody yet',
      'business e-mail',
      card.leadUrl,
    ]) {
      expect(text).toContain(part)
    }
  })

  it('carries the lead in its fallback text and the operation in its header, so that a double can be recognised', () => {
    const message = leadCard(card)
    expect(message.text).toBe('A lead: Engines &amp; Sons (92 points) · Spring · lead_abc')
    expect(message.blocks[0]).toMatchObject({ type: 'header', block_id: card.operationId })
  })

  it('pings nobody, whatever a lead writes', () => {
    const everywhere = '<!channel> <@U1> <!here>'
    const message = leadCard({
      ...card,
      name: everywhere,
      company: everywhere,
      campaign: everywhere,
      service: everywhere,
      urgency: everywhere,
      owner: everywhere,
      message: everywhere,
      reasons: [everywhere],
    })
    expect(pingsOf(message)).toEqual([])
    expect(pingsOf({ text: everywhere })).toEqual(['<!channel>', '<@U1>', '<!here>'])
  })

  it('stays within the limits of Slack for any text', () => {
    const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.constant('&<>'.repeat(3_000)))
    const lead = fc.record({
      name: fc.option(text),
      company: fc.option(text),
      campaign: text,
      message: fc.option(text),
      reasons: fc.array(text, { maxLength: 12 }).map((reasons) => reasons.map((reason) => `+${reason}`)),
    })
    fc.assert(fc.property(lead, (parts) => accepts({ ...card, ...parts }) === null))
  })

  it('cuts between escapes and between characters, never inside one', () => {
    expect(escapeForSlack('a&b', 100)).toBe('a&amp;b')
    expect(escapeForSlack('&&&&', 12)).toBe('&amp;&amp;…')
    expect(escapeForSlack('ab😀😀', 4)).toBe('ab…')
    expect(escapeForSlack('1234', 4)).toBe('1234')
  })
})
