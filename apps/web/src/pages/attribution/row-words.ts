import type { AttributionDimension, AttributionRow } from '@tributary/contracts'
import { channelWords, sourceWords } from '../../words.ts'

export const NO_TOUCH = '(unattributed)'

const OWN: Readonly<Record<string, string>> = {
  [NO_TOUCH]: 'No known touch',
  '(not set)': 'Not set',
  '(other)': 'All others',
}

const WORDS: Readonly<Record<AttributionDimension, Readonly<Record<string, string>>>> = {
  channel: channelWords,
  source: sourceWords,
  campaign: {},
  content: {},
}

/** What a row is called on the screen. */
export const rowLabel = (
  by: AttributionDimension,
  { value, label }: Pick<AttributionRow, 'value' | 'label'>,
) => OWN[value] ?? WORDS[by][value] ?? label
