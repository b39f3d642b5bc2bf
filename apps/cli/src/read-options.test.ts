import { describe, expect, expectTypeOf, it } from 'vitest'
import { defineCommand, type Given, type GivenPath } from './command.ts'
import { readOptions } from './read-options.ts'

const options = {
  input: { kind: 'file', value: 'FILE', required: true, what: 'the file' },
  models: { kind: 'list', value: 'a,b', among: ['first', 'last', 'markov'], what: 'which models' },
  order: { kind: 'whole', value: 'N', default: 1, min: 1, max: 4, what: 'of the chain' },
  l2: { kind: 'number', value: 'X', what: 'strength' },
  raw: { kind: 'flag', what: 'plain' },
} as const

const read = (...words: string[]) => readOptions(words, options, '/home/asha')

describe('the options of a command', () => {
  it('become values, with paths that begin where the user stands', () => {
    expect(read('--input', 'data/paths.csv', '--models=first,markov', '--order', '2', '--raw')).toEqual({
      input: { shown: 'data/paths.csv', path: '/home/asha/data/paths.csv' },
      models: ['first', 'markov'],
      order: 2,
      l2: undefined,
      raw: true,
    })
    expect(read('--input', '/tmp/x.csv')).toMatchObject({
      input: { path: '/tmp/x.csv' },
      order: 1,
      raw: false,
    })
  })

  it('may repeat a list', () => {
    expect(read('--input', 'x', '--models', 'first', '--models', 'last').models).toEqual(['first', 'last'])
  })

  it('may have negative numbers as values', () => {
    expect(read('--input', 'x', '--l2=-0.5').l2).toBe(-0.5)
  })

  it.each([
    [['--imput', 'x'], 'There is no option --imput. Did you mean "--input"? See --help.'],
    [['--input', 'x', '--zzz'], 'There is no option --zzz. See --help.'],
    [['-i', 'x'], 'There is no option -i.'],
    [['--input', 'x', 'y'], '"y" belongs to no option.'],
    [[], '--input is missing: --input FILE (the file)'],
    [['--input'], '--input needs a value: --input FILE'],
    [['--input', '--raw'], '--input needs a value: --input FILE'],
    [['--input='], '--input needs a value'],
    [['--input', 'x', '--raw=yes'], '--raw takes no value.'],
    [
      ['--input', 'x', '--order', '5'],
      '--order must be a whole number of at least 1 and at most 4, but is "5".',
    ],
    [['--input', 'x', '--order', '1.5'], '--order must be a whole number'],
    [['--input', 'x', '--l2', 'much'], '--l2 must be a number, but is "much".'],
    [
      ['--input', 'x', '--models', 'markow'],
      '--models knows no "markow". Did you mean "markov"? It takes: first, last, markov',
    ],
  ])('that are wrong say the way out: %j', (words, message) => {
    expect(() => read(...words)).toThrow(message)
  })

  it('give the command typed values', () => {
    type All = Given<typeof options>
    expectTypeOf<All['input']>().toEqualTypeOf<GivenPath>()
    expectTypeOf<All['order']>().toEqualTypeOf<number>()
    expectTypeOf<All['l2']>().toEqualTypeOf<number | undefined>()
    expectTypeOf<All['raw']>().toEqualTypeOf<boolean>()
    expectTypeOf<All['models']>().toEqualTypeOf<readonly string[] | undefined>()
    expect(
      defineCommand({ summary: '', options, examples: [], run: async () => ({ json: 1, text: () => '' }) })
        .options,
    ).toBe(options)
  })
})
