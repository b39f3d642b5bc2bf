import { describe, expect, it } from 'vitest'
import { type Command, matching, rank } from './palette-commands.tsx'

const command = (label: string, more: Partial<Command> = {}): Command => ({
  id: label,
  label,
  hint: 'Page',
  icon: null,
  run: () => undefined,
  ...more,
})
const labels = (commands: readonly Command[]) => commands.map(({ label }) => label)

describe('finding a command', () => {
  it('every typed word begins a word of the name, in any order and without accents', () => {
    expect(rank('API keys', 'key')).toBe(1)
    expect(rank('API keys', 'keys api')).toBe(1)
    expect(rank('Équipe de vente', 'equ')).toBe(0)
    expect(rank('API keys', 'leads')).toBe(-1)
  })

  it('puts names that begin with what was typed before others', () => {
    const all = [command('Add a lead'), command('Leads')]
    expect(labels(matching(all, 'lead'))).toEqual(['Leads', 'Add a lead'])
  })

  it('keeps what the server found although its name says something else', () => {
    expect(labels(matching([command('Orchid Steel', { found: true })], 'divya@'))).toEqual(['Orchid Steel'])
  })

  it('shows everything while nothing is typed', () => {
    expect(matching([command('Home'), command('Leads')], '')).toHaveLength(2)
  })
})
