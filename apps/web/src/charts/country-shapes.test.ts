import { describe, expect, it } from 'vitest'
import { shapeOfCountry } from './country-shapes.ts'

describe('countries on the map', () => {
  it('have the numbers of ISO 3166', () => {
    expect(shapeOfCountry('IN')).toBe('356')
    expect(shapeOfCountry('US')).toBe('840')
    expect(shapeOfCountry('GB')).toBe('826')
    expect(shapeOfCountry('DE')).toBe('276')
    expect(shapeOfCountry('BR')).toBe('076')
    expect(shapeOfCountry('ZA')).toBe('710')
    expect(shapeOfCountry('RU')).toBe('643')
    expect(shapeOfCountry('FR')).toBe('250')
  })
  it('that the map is too coarse for have none', () => {
    expect(shapeOfCountry('MT')).toBeUndefined()
    expect(shapeOfCountry('')).toBeUndefined()
  })
})
