import { expect, test } from 'vitest'
import { snippetOf } from './snippet.ts'

const campaign = { slug: 'spring', token: 'ct_1', requireConsent: false, form: {} }
const url = 'https://leads.example.com'

test('a campaign without words of its own has the standard form, and its page views are counted', () => {
  const snippet = snippetOf(url, campaign)
  expect(snippet).toContain(
    '<script src="https://leads.example.com/t.js" data-campaign="spring" data-token="ct_1" defer></script>',
  )
  expect(snippet).toContain('<form data-tributary-campaign="spring" data-tributary-token="ct_1"')
  expect([...snippet.matchAll(/name="(\w+)"/g)].map(([, name]) => name)).toEqual([
    ...['first_name', 'last_name', 'email', 'phone', 'company', 'service_interest', 'message'],
  ])
  expect(snippet).toContain('<button>Send</button>')
})

test('the form has the fields and the button that were chosen, in their order', () => {
  const form = { button: 'Get a <quote>', fields: ['message', 'urgency'] }
  const snippet = snippetOf(url, { ...campaign, form })
  expect([...snippet.matchAll(/name="(\w+)"/g)].map(([, name]) => name)).toEqual([
    ...['first_name', 'last_name', 'email', 'message', 'urgency'],
  ])
  expect(snippet).toContain('<button>Get a &lt;quote&gt;</button>')
})

test('where consent is required the script waits for it and the form asks for it', () => {
  const snippet = snippetOf(url, { ...campaign, requireConsent: true })
  expect(snippet).toContain(' data-consent="required" defer>')
  expect(snippet).toContain('<input name="consent" type="checkbox" required>')
  const asked = snippetOf(url, { ...campaign, form: { consentText: 'Write to me & mine' } })
  expect(asked).toContain('<input name="consent" type="checkbox"> Write to me &amp; mine')
  expect(asked).not.toContain('data-consent')
})
