import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { emptyAsNull, numberText } from './text-shapes.ts'

const Latitude = emptyAsNull(numberText(z.number().min(-90, 'At least -90.').max(90, 'At most 90.'), '18.52'))
const wrong = (text: string) => Latitude.safeParse(text).error?.issues[0]?.message

describe('text boxes', () => {
  it('an empty box means not known', () => {
    expect(Latitude.parse('  ')).toBeNull()
  })

  it('a number may be written with a comma', () => {
    expect(Latitude.parse('18,52')).toBe(18.52)
    expect(Latitude.parse('-3')).toBe(-3)
  })

  it('says what to enter, and which numbers are possible', () => {
    expect(wrong('north')).toBe('Enter a number such as 18.52.')
    expect(wrong('91')).toBe('At most 90.')
  })
})
