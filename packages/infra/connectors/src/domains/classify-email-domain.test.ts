import { describe, expect, it } from 'vitest'
import { createEmailDomainClassifier, normalDomain } from './classify-email-domain.ts'

const classify = createEmailDomainClassifier()

describe('the domain of a mail address', () => {
  it.each([
    ['gmail.com', 'free'],
    ['GMAIL.com.', 'free'],
    ['mail.gmail.com', 'free'],
    ['proton.me', 'free'],
    ['qq.com', 'free'],
    ['t-online.de', 'free'],
    ['hey.com', 'free'],
    ['tutanota.com', 'free'],
    ['privaterelay.appleid.com', 'free'],
    ['mailinator.com', 'disposable'],
    ['eu.mailinator.com', 'disposable'],
    ['yopmail.com', 'disposable'],
    ['siemens.com', 'business'],
    ['apple.com', 'business'],
    ['appleid.com', 'business'],
    ['firma.co.uk', 'business'],
    ['bücher.example', 'business'],
    ['gmail.com.evil.example', 'business'],
    ['notgmail.com', 'business'],
  ] as const)('%s is %s', (domain, kind) => {
    expect(classify(domain)).toBe(kind)
  })

  it('follows the operator where they know better', () => {
    const own = createEmailDomainClassifier({
      free: ['isp.example'],
      disposable: ['trash.example'],
      business: ['gmail.com'],
    })
    expect(own('isp.example')).toBe('free')
    expect(own('x.trash.example')).toBe('disposable')
    expect(own('gmail.com')).toBe('business')
  })

  it('is compared in lower-case ASCII', () => {
    expect(normalDomain(' Bücher.DE. ')).toBe('xn--bcher-kva.de')
  })
})
