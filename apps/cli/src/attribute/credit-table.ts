import { type Attribution, type ChannelCredit, type ModelCredit, UNATTRIBUTED } from '@tributary/attribution'

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 2, minimumFractionDigits: 2 })
const range = (interval: readonly [number, number]): string =>
  `${number.format(interval[0])} to ${number.format(interval[1])}`

const columnsOf = ({ channels }: ModelCredit): [string, (row: ChannelCredit) => string][] => {
  const has = (key: 'removalEffect' | 'interval') => channels.some((row) => row[key] !== undefined)
  return [
    ['channel', (row) => row.channel],
    ['conversions', (row) => number.format(row.conversions)],
    ...(has('interval')
      ? ([['90 %', (row) => (row.interval ? range(row.interval.conversions) : '')]] as [
          string,
          (row: ChannelCredit) => string,
        ][])
      : []),
    ['value', (row) => number.format(row.value)],
    ...(has('interval')
      ? ([['90 %', (row) => (row.interval ? range(row.interval.value) : '')]] as [
          string,
          (row: ChannelCredit) => string,
        ][])
      : []),
    ...(has('removalEffect')
      ? ([
          [
            'removal effect',
            (row) => (row.removalEffect === undefined ? '' : `${number.format(row.removalEffect * 100)} %`),
          ],
        ] as [string, (row: ChannelCredit) => string][])
      : []),
  ]
}

const table = (name: string, credit: ModelCredit): string => {
  const columns = columnsOf(credit)
  const rows = credit.channels
    .toSorted((a, b) => Number(a.channel === UNATTRIBUTED) - Number(b.channel === UNATTRIBUTED))
    .map((row) => columns.map(([, cell]) => cell(row)))
  const total = columns.map(([title], i) =>
    i === 0
      ? 'total'
      : title === 'conversions'
        ? number.format(credit.total.conversions)
        : title === 'value'
          ? number.format(credit.total.value)
          : '',
  )
  const lines = [columns.map(([title]) => title), ...rows, total]
  const widths = columns.map((_, i) => Math.max(...lines.map((line) => line[i]!.length)))
  const text = lines.map((line) =>
    line
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)))
      .join('  ')
      .trimEnd(),
  )
  return [name, ...text.map((line) => `  ${line}`), ...notes(credit)].join('\n')
}

const notes = ({ ties, sampling }: ModelCredit): string[] => [
  ...(ties && ties.length > 0
    ? [`  not told apart by these data: ${ties.map((pair) => pair.join(' and ')).join('; ')}`]
    : []),
  ...(sampling
    ? [
        `  sampled from ${sampling.permutations} orders; standard error up to ${number.format(sampling.standardError.conversions)} conversions`,
      ]
    : []),
]

/** One table per model, for reading. */
export const creditTables = ({ models, alwaysTogether }: Attribution): string =>
  [
    ...Object.entries(models).map(([name, credit]) => table(name, credit)),
    ...(alwaysTogether.length > 0
      ? [`always met together: ${alwaysTogether.map((group) => group.join(' and ')).join('; ')}`]
      : []),
  ].join('\n\n')
