import { CampaignSlug } from '@tributary/contracts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { slugOf } from './slug-of.ts'

describe('the id that a campaign’s name suggests', () => {
  it('is plain letters, digits and dashes', () => {
    expect(slugOf('Nextcloud für Ärzte — 2026!')).toBe('nextcloud-fur-arzte-2026')
  })
  it('is always an id that the server takes, or empty', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        const slug = slugOf(name)
        expect(slug === '' || CampaignSlug.safeParse(slug).success).toBe(true)
      }),
    )
  })
})
