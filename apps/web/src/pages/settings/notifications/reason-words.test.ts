import { describe, expect, it } from 'vitest'
import { reasonWords } from './reason-words.ts'

describe('why a message was sent or not', () => {
  it.each([
    ['the lead came in and was given to them', 'The lead came in and was given to them'],
    ['demo', 'It is of the demo’s past: nobody is told of that.'],
    ['no_service', 'The webhook was removed in Slack.'],
    ['', ''],
  ])('%s is told as a sentence', (reason, words) => {
    expect(reasonWords(reason)).toBe(words)
  })
})
