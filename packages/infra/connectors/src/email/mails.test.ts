import { describe, expect, it } from 'vitest'
import { invitationMail, passwordResetMail, verifyEmailMail } from './account-mails.ts'
import { type LeadInMail, leadAssignedMail, leadCapturedMail } from './lead-mails.ts'
import { problemOfMail } from './mail.ts'
import { html, safeHref, subjectLine } from './markup.ts'

const lead: LeadInMail = {
  name: 'Ada Lovelace',
  company: 'Engines & Sons',
  email: 'ada@engines.example',
  phone: '+44 20 7946 0000',
  campaign: 'Spring',
  service: 'Consulting',
  urgency: 'high',
  grade: 'A',
  points: 92,
  message: '<script>alert(1)</script>\nCall me',
  reasons: ['business e-mail: 15 of 15'],
  url: 'https://tributary.example/leads/1?tab=why&x=1',
}

const mails = {
  assigned: leadAssignedMail({ memberName: 'Grace', lead, why: 'Berlin office, next in turn' }),
  captured: leadCapturedMail({ lead, owner: null }),
  invitation: invitationMail({
    organization: 'Acme',
    inviter: 'Grace',
    role: 'manager',
    url: 'https://tributary.example/join?token=t',
    validHours: 48,
  }),
  reset: passwordResetMail({ url: 'https://tributary.example/reset?token=t', validHours: 1 }),
  verify: verifyEmailMail({ url: 'https://tributary.example/verify?token=t', validHours: 24 }),
}

describe('every mail of the product', () => {
  it.each(Object.entries(mails))(
    '%s has a sendable subject, a text, a page and the link in both',
    (_, mail) => {
      expect(problemOfMail({ operationId: 'op', to: 'a@example.com', ...mail })).toBeNull()
      const link = /https:\/\/\S+/.exec(mail.text)?.[0] ?? ''
      expect(mail.html).toContain(`href="${link.replaceAll('&', '&amp;')}"`)
    },
  )

  it('tells a member which lead, why it is theirs and why it scored so', () => {
    for (const part of [
      'Grace',
      'Berlin office, next in turn',
      'Ada Lovelace',
      '92 points, grade A',
      'business e-mail',
    ]) {
      expect(mails.assigned.text).toContain(part)
      expect(mails.assigned.html).toContain(part)
    }
  })

  it('tells the addresses of a campaign of a new lead and that nobody owns it yet', () => {
    expect(mails.captured.text).toContain('It has no owner yet.')
    expect(leadCapturedMail({ lead, owner: 'Grace' }).text).toContain('Its owner is Grace.')
  })

  it('names company, grade and campaign in the subject, never a person', () => {
    expect(mails.assigned.subject).toBe('Yours: A lead from Engines & Sons (Spring)')
    expect(mails.captured.subject).toBe('New A lead from Engines & Sons (Spring)')
    expect(leadCapturedMail({ lead: { ...lead, company: null }, owner: null }).subject).toBe(
      'New A lead (Spring)',
    )
  })

  it('shows what a lead wrote as text, never as markup', () => {
    expect(mails.assigned.html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(mails.assigned.html).not.toContain('<script')
    expect(mails.assigned.html).toContain('Engines &amp; Sons')
  })

  it('leaves out what is not known', () => {
    const bare = leadCapturedMail({ lead: { ...lead, phone: null, service: ' ', reasons: [] }, owner: null })
    expect(bare.text).not.toMatch(/Phone|Service|Why this score/)
    expect(bare.html).not.toMatch(/Phone|Service|Why this score/)
  })

  it('says how long a link is good for', () => {
    expect(mails.invitation.text).toContain('valid for 48 hours')
    expect(mails.reset.text).toContain('for one hour')
  })
})

describe('the template engine', () => {
  it('escapes what is put in and keeps what is written in the template', () => {
    expect(html`<p title="${'"'}">${"<b>&'"}${html`<i>${1}</i>`}${null}</p>`.markup).toBe(
      '<p title="&quot;">&lt;b&gt;&amp;&#39;<i>1</i></p>',
    )
  })

  it('makes one short line of any subject', () => {
    expect(subjectLine('a\r\nBcc: b\u2028c\u0000 ')).toBe('a Bcc: b c')
    expect(subjectLine('x'.repeat(500))).toHaveLength(150)
  })

  it('links to the web and nowhere else', () => {
    expect(safeHref('https://tributary.example/a')).toBe('https://tributary.example/a')
    expect(() => safeHref('javascript:alert(1)')).toThrow('http(s)')
  })
})
