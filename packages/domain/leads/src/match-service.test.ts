import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchService } from './match-service.ts'

const catalogue = [
  { id: 'p1', name: 'Heat pump service', code: 'HP-10', aliases: ['heat pump repair'] },
  { id: 'p2', name: 'Heat pump', code: 'HP-1' },
  { id: 'p3', name: 'Solar', aliases: ['photovoltaics', 'énergie solaire'] },
  { id: 'p4', name: 'Emergency plumbing' },
]

const specific = (productId: string) => ({ kind: 'specific', productId })

describe('what a lead is interested in', () => {
  it('names a product by its name, its code or an alias, whatever the case and accents', () => {
    expect(matchService('Solar!', catalogue)).toEqual(specific('p3'))
    expect(matchService('hp-1', catalogue)).toEqual(specific('p2'))
    expect(matchService('ENERGIE SOLAIRE pour la maison', catalogue)).toEqual(specific('p3'))
  })

  it('takes the longest name a text contains', () => {
    expect(matchService('I need a heat pump service soon', catalogue)).toEqual(specific('p1'))
    expect(matchService('price of a heat pump', catalogue)).toEqual(specific('p2'))
  })

  it('takes part of a name where only one product has it', () => {
    expect(matchService('plumbing', catalogue)).toEqual(specific('p4'))
    expect(matchService('pump', catalogue)).toEqual({ kind: 'general' })
  })

  it('does not find a name inside another word', () => {
    expect(matchService('parasolar', catalogue)).toEqual({ kind: 'general' })
  })

  it('is general for any other text and none for no text', () => {
    expect(matchService('a question', catalogue)).toEqual({ kind: 'general' })
    expect(matchService('???', catalogue)).toEqual({ kind: 'general' })
    expect(matchService('Solar', [])).toEqual({ kind: 'general' })
    for (const text of ['', '  ', null, undefined])
      expect(matchService(text, catalogue)).toEqual({ kind: 'none' })
  })

  it('a product without a readable name or code is never matched', () => {
    expect(matchService('anything', [{ id: 'p9', name: '—', code: '' }])).toEqual({ kind: 'general' })
  })

  it('finds every product by its own name inside any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (before, after) => {
        const only = [{ id: 'p3', name: 'Solar' }]
        expect(matchService(`${before.normalize('NFC')} . Solar . ${after}`, only)).toEqual(specific('p3'))
      }),
    )
  })
})
