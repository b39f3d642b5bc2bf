import { describe, expect, test } from 'vitest'
import { readOptions, UsageAnswer } from './read-options.ts'

const defaults = {
  seconds: 8,
  connections: [32, 1000],
  only: ['steady', 'refusals'],
  keep: null,
  profile: false,
} as const

const answerTo = (...args: string[]): UsageAnswer => {
  try {
    readOptions(args, defaults)
  } catch (error) {
    if (error instanceof UsageAnswer) return error
    throw error
  }
  throw new Error('It was followed.')
}

describe('the options of a measurement', () => {
  test('what is left out is as its default says', () => {
    expect(readOptions([], defaults)).toEqual(defaults)
  })

  test('what is given is read by the kind of its default, behind the separator of a script runner too', () => {
    const args = '-- --seconds 2.5 --connections 4,8 --only refusals --keep /tmp/house --profile'.split(' ')
    expect(readOptions(args, defaults)).toEqual({
      seconds: 2.5,
      connections: [4, 8],
      only: ['refusals'],
      keep: '/tmp/house',
      profile: true,
    })
  })

  test('help names every option with its default, and is no failure', () => {
    const { message, exitCode } = answerTo('--help')
    expect([message, exitCode]).toEqual([
      'Options, with their defaults: --seconds 8, --connections 32,1000, --only steady,refusals, --keep TEXT, --profile',
      0,
    ])
  })

  test.each([
    ['--secnods 8', "Unknown option '--secnods'. Options, with their defaults: --seconds 8"],
    ['--seconds', "Option '--seconds <value>' argument missing. Options"],
    ['--profile=yes', "Option '--profile' does not take an argument. Options"],
    ['eight', "Unexpected argument 'eight'. Options"],
    ['--seconds eight', '--seconds takes numbers of 0 or more, but is "eight".'],
    ['--seconds=-1', '--seconds takes numbers of 0 or more, but is "-1".'],
    ['--connections 32,', '--connections takes numbers of 0 or more, but is "".'],
    ['--only steadily', '--only knows no "steadily". It takes: steady, refusals'],
  ])('"%s" is refused with a sentence', (words, sentence) => {
    const { message, exitCode } = answerTo(...words.split(' '))
    expect(message).toContain(sentence)
    expect(message).not.toContain('\n')
    expect(exitCode).toBe(2)
  })
})
