import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deriveChannel, type VisitTraces } from './derive-channel.ts'
import { CHANNEL_SOURCES, CHANNELS, CLICK_IDS } from './lists.ts'

const read = (traces: VisitTraces) => {
  const { channel, source } = deriveChannel(traces)
  return `${channel} ${source}`
}

describe('paid visits', () => {
  it.each([
    [{ utmSource: 'google', utmMedium: 'cpc' }, 'paid_search google'],
    [{ utmSource: 'Google Ads', utmMedium: 'PPC' }, 'paid_search google'],
    [{ utmSource: 'bing', utmMedium: 'cpc' }, 'paid_search other'],
    [{ utmSource: 'google', utmMedium: 'cpc-brand-de' }, 'paid_search google'],
    [{ utmSource: 'google', utmMedium: 'paid' }, 'paid_search google'],
    [{ clickIds: ['gclid'] }, 'paid_search google'],
    [{ clickIds: ['gbraid'], utmSource: 'google', utmMedium: 'organic' }, 'paid_search google'],
    [{ clickIds: ['msclkid'] }, 'paid_search other'],
    [{ utmMedium: 'sem' }, 'paid_search other'],
    [{ utmMedium: 'cpc', referrer: 'https://www.google.de/' }, 'paid_search google'],
  ] as [VisitTraces, string][])('%j is paid search', (traces, expected) => {
    expect(read(traces)).toBe(expected)
  })

  it('paid is not always search: the source decides', () => {
    expect(read({ utmSource: 'facebook', utmMedium: 'cpc' })).toBe('paid_social meta')
    expect(read({ utmSource: 'ig', utmMedium: 'paid' })).toBe('paid_social meta')
    expect(read({ utmSource: 'linkedin', utmMedium: 'paid' })).toBe('paid_social linkedin')
    expect(read({ utmSource: 'criteo', utmMedium: 'retargeting' })).toBe('display other')
    expect(read({ utmSource: 'newsletter', utmMedium: 'paid' })).toBe('email other')
    expect(read({ utmMedium: 'paid_social', utmSource: 'whoever' })).toBe('paid_social other')
    expect(read({ utmMedium: 'paid', clickIds: ['fbclid'] })).toBe('paid_social meta')
    expect(read({ utmMedium: 'paid', referrer: 'https://l.facebook.com/' })).toBe('paid_social meta')
  })

  it('paid for nobody knows what is unknown, not search', () => {
    expect(read({ utmSource: 'somewhere', utmMedium: 'paid' })).toBe('unknown other')
  })

  it('a click id of Facebook alone proves no payment', () => {
    expect(read({ clickIds: ['fbclid'] })).toBe('social meta')
    expect(read({ clickIds: ['fbclid'], utmSource: 'facebook', utmMedium: 'cpc' })).toBe('paid_social meta')
    expect(read({ clickIds: ['fbclid', 'gclid'] })).toBe('paid_search google')
  })

  it('display is display, also from Google', () => {
    expect(read({ utmSource: 'google', utmMedium: 'display' })).toBe('display google')
    expect(read({ utmSource: 'google', utmMedium: 'display', clickIds: ['gclid'] })).toBe('display google')
    expect(read({ utmSource: 'taboola', utmMedium: 'native' })).toBe('display other')
  })
})

describe('visits nobody paid for', () => {
  it('search engines are organic search, in every country', () => {
    const engines = [
      'https://www.google.com/',
      'https://www.google.co.in/search?q=pump',
      'https://google.de',
      'https://www.bing.com/search?q=x',
      'https://duckduckgo.com/',
      'https://fr.search.yahoo.com/',
      'https://search.yahoo.co.jp/',
      'https://www.baidu.com/',
      'https://yandex.ru/',
      'https://www.yandex.com.tr/',
      'https://www.ecosia.org/',
      'android-app://com.google.android.googlequicksearchbox/',
    ]
    for (const referrer of engines) expect(read({ referrer })).toBe('organic_search organic')
    expect(read({ utmMedium: 'organic', utmSource: 'google' })).toBe('organic_search organic')
    expect(read({ utmSource: 'google' })).toBe('organic_search organic')
  })

  it('social networks are social, each in its slot', () => {
    expect(read({ referrer: 'https://l.facebook.com/l.php?u=x' })).toBe('social meta')
    expect(read({ referrer: 'https://www.instagram.com/' })).toBe('social meta')
    expect(read({ referrer: 'https://www.linkedin.com/feed/' })).toBe('social linkedin')
    expect(read({ referrer: 'https://lnkd.in/abc' })).toBe('social linkedin')
    expect(read({ referrer: 'https://t.co/abc' })).toBe('social other')
    expect(read({ referrer: 'https://www.pinterest.co.uk/' })).toBe('social other')
    expect(read({ utmSource: 'linkedin', utmMedium: 'social' })).toBe('social linkedin')
    expect(read({ utmSource: 'facebook', utmMedium: 'organic' })).toBe('social meta')
    expect(read({ utmSource: 'm.facebook.com', utmMedium: 'referral' })).toBe('social meta')
  })

  it('mail and messengers are their own', () => {
    expect(read({ utmMedium: 'email', utmSource: 'spring' })).toBe('email other')
    expect(read({ utmSource: 'mailchimp' })).toBe('email other')
    expect(read({ referrer: 'https://mail.google.com/' })).toBe('email other')
    expect(read({ clickIds: ['mc_eid'] })).toBe('email other')
    expect(read({ referrer: 'https://m.me/acme' })).toBe('messenger messenger')
    expect(read({ utmSource: 'whatsapp' })).toBe('messenger messenger')
    expect(read({ utmSource: 'messenger', utmMedium: 'cpc' })).toBe('paid_social meta')
  })

  it('any other site is a referral, also one that only looks like Google', () => {
    expect(read({ referrer: 'https://blog.example/post' })).toBe('referral referral')
    expect(read({ referrer: 'https://google.evil.example/' })).toBe('referral referral')
    expect(read({ referrer: 'https://www.google.com.evil.com/' })).toBe('referral referral')
    expect(read({ referrer: 'https://notfacebook.com/' })).toBe('referral referral')
    expect(read({ referrer: 'https://docs.google.com/document' })).toBe('referral referral')
    expect(read({ utmMedium: 'affiliate', utmSource: 'partner' })).toBe('referral referral')
  })

  it('no page before and no tags is direct, and so is a page of one’s own', () => {
    expect(deriveChannel({})).toEqual({ channel: 'direct', source: 'other', by: 'nothing' })
    const ownHosts = ['www.acme.in']
    expect(read({ referrer: 'https://acme.in/pricing', ownHosts })).toBe('direct other')
    expect(read({ referrer: 'https://shop.acme.in/', ownHosts })).toBe('direct other')
    expect(read({ referrer: 'https://notacme.in/', ownHosts })).toBe('referral referral')
    expect(read({ referrer: '', utmSource: ' ', utmMedium: null })).toBe('direct other')
  })

  it('tags that mean nothing are unknown, unless the page before tells more', () => {
    expect(read({ utmSource: 'flyer-42' })).toBe('unknown other')
    expect(read({ utmMedium: 'реклама' })).toBe('unknown other')
    expect(read({ utmSource: 'flyer-42', referrer: 'https://www.google.com/' })).toBe(
      'organic_search organic',
    )
  })

  it('says what it was read from', () => {
    expect(deriveChannel({ clickIds: ['gclid'] }).by).toBe('click_id')
    expect(deriveChannel({ utmMedium: 'email' }).by).toBe('utm')
    expect(deriveChannel({ referrer: 'https://bing.com' }).by).toBe('referrer')
  })
})

describe('hostile traces', () => {
  it('always give one of the channels and one of the slots', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '__proto__',
        'constructor',
        'https://',
        '//',
        '://:0',
        'https://@/',
        '\u0000',
        '\ud800',
        'google',
        null,
      ),
    )
    const clickIds = fc.subarray([...CLICK_IDS])
    fc.assert(
      fc.property(text, text, text, clickIds, (utmSource, utmMedium, referrer, ids) => {
        const { channel, source } = deriveChannel({
          utmSource,
          utmMedium,
          referrer,
          clickIds: ids,
          ownHosts: ['acme.in', ''],
        })
        expect(CHANNELS).toContain(channel)
        expect(CHANNEL_SOURCES).toContain(source)
      }),
    )
  })
})
