import { describe, expect, it } from 'vitest'
import { takingOf } from './availability-words.ts'

const now = new Date('2026-03-10T12:00:00Z')
const day = (at: Date) => at.toISOString().slice(0, 10)
const member = { active: true, takesLeads: true, awayFrom: null, awayUntil: null }

describe('who takes leads now', () => {
  it('says until when somebody is away', () => {
    const away = { ...member, awayFrom: '2026-03-09T00:00:00Z', awayUntil: '2026-03-14T00:00:00Z' }
    expect(takingOf(away, now, day)).toEqual({ kind: 'away', words: 'Away until 2026-03-14' })
  })

  it('tells of an absence to come and forgets one that is over', () => {
    expect(takingOf({ ...member, awayFrom: '2026-03-12T00:00:00Z' }, now, day).words).toBe(
      'Takes leads until 2026-03-12',
    )
    expect(takingOf({ ...member, awayUntil: '2026-03-01T00:00:00Z' }, now, day).words).toBe('Takes leads')
  })

  it('a deactivated member takes nothing, whatever the rest says', () => {
    expect(takingOf({ ...member, active: false }, now, day).kind).toBe('inactive')
    expect(takingOf({ ...member, takesLeads: false }, now, day).kind).toBe('paused')
  })
})
