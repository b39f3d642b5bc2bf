import type { AttributionAnswer } from '@tributary/contracts'
import { dealStageWords, sourceWords } from '../../words.ts'
import { modelWords } from './model-words.ts'
import type { Opened } from './opened.ts'
import { rowLabel } from './row-words.ts'

export const outcomeWords = { open: 'Open', won: 'Won', lost: 'Lost' } as const

const wordOf = (words: Readonly<Record<string, string>>, value: string): string => words[value] ?? value

export const sourceLabel = (source: string): string => wordOf(sourceWords, source)
export const stepLabel = (step: string): string => wordOf(dealStageWords, step)

export const rangeWords = ({ from, to }: { readonly from: number; readonly to: number | null }): string =>
  to === null ? `${from} or more` : from === to ? String(from) : `${from}–${to}`

/** What the deals beside the table have in common. */
export const openedTitle = (opened: Opened, result: NonNullable<AttributionAnswer['result']>): string => {
  switch (opened.kind) {
    case 'cell': {
      const row = result.rows.find(({ value }) => value === opened.value)
      const label = rowLabel(opened.by, row ?? { value: opened.value, label: opened.value })
      return `${label}, ${modelWords[opened.model]}`
    }
    case 'touches':
      return `Won after ${rangeWords(opened)} ${opened.from === 1 && opened.to === 1 ? 'touch' : 'touches'}`
    case 'days':
      return `Won ${rangeWords(opened)} ${opened.from === 1 && opened.to === 1 ? 'day' : 'days'} after the first touch`
    case 'flow':
      return [
        ...(opened.source ? [sourceLabel(opened.source)] : []),
        stepLabel(opened.step),
        ...(opened.outcome ? [outcomeWords[opened.outcome]] : []),
      ].join(' → ')
    case 'won':
      return 'Won deals'
  }
}
