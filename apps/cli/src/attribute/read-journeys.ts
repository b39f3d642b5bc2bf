import { MILESTONES, type Milestone, type Tally, type Touch } from '@tributary/attribution'
import { type Csv, type CsvBatch, readCsvFile } from '@tributary/files'
import type { GivenPath } from '../command.ts'
import { amountIn } from './number-cell.ts'
import { timeIn } from './time-cell.ts'

/** Touches of a file, column by column: some 30 bytes each, so that millions fit. */
type Touches = {
  size: number
  journey: Int32Array
  channel: Int32Array
  time: Float64Array
  converted: Uint8Array
  value: Float64Array
  milestone: Uint8Array
}

const openTouches = (room: number): Touches => ({
  size: 0,
  journey: new Int32Array(room),
  channel: new Int32Array(room),
  time: new Float64Array(room),
  converted: new Uint8Array(room),
  value: new Float64Array(room),
  milestone: new Uint8Array(room),
})

const grown = (touches: Touches): Touches => {
  const larger = openTouches(touches.size * 2)
  larger.size = touches.size
  for (const column of ['journey', 'channel', 'time', 'converted', 'value', 'milestone'] as const)
    larger[column].set(touches[column])
  return larger
}

/** Words as small numbers; each is kept once, and as a copy, because a cell is a view on its batch. */
const openWords = () => {
  const ids = new Map<string, number>()
  const list: string[] = []
  return {
    list,
    idOf: (word: string): number => {
      const known = ids.get(word)
      if (known !== undefined) return known
      const copy = Buffer.from(word).toString()
      ids.set(copy, list.length)
      return list.push(copy) - 1
    },
  }
}

const YES = new Set(['1', 'true', 'yes'])
const NO = new Set(['0', 'false', 'no', ''])

const flagIn = (csv: Csv, batch: CsvBatch, i: number, column: number): boolean => {
  const cell = batch.cells[column]![i]!.trim().toLowerCase()
  if (YES.has(cell)) return true
  if (NO.has(cell)) return false
  throw csv.fault(batch, i, column, `"${batch.cells[column]![i]}" is neither 1, true, yes nor 0, false, no`)
}

const milestoneIn = (csv: Csv, batch: CsvBatch, i: number, column: number): number => {
  const cell = batch.cells[column]![i]!.trim()
  const at = (MILESTONES as readonly string[]).indexOf(cell)
  if (cell !== '' && at < 0)
    throw csv.fault(batch, i, column, `"${cell}" is no milestone; there are ${MILESTONES.join(' and ')}`)
  return at + 1
}

const filled = (csv: Csv, batch: CsvBatch, i: number, column: number): string => {
  const cell = batch.cells[column]![i]!.trim()
  if (cell === '') throw csv.fault(batch, i, column, 'a name is missing here')
  return cell
}

const readTouches = async (csv: Csv) => {
  const journeyId = csv.need('journey_id')
  const time = csv.need('time')
  const channel = csv.need('channel')
  const [converted, value, milestone] = ['converted', 'value', 'milestone'].map(csv.find)
  const [journeys, channels] = [openWords(), openWords()]
  let touches = openTouches(1024)
  for await (const batch of csv.batches([journeyId, time, channel, converted, value, milestone]))
    for (let i = 0; i < batch.size; i++) {
      if (touches.size === touches.journey.length) touches = grown(touches)
      const at = touches.size++
      touches.journey[at] = journeys.idOf(filled(csv, batch, i, journeyId))
      touches.time[at] = timeIn(csv, batch, i, time)
      touches.channel[at] = channels.idOf(filled(csv, batch, i, channel))
      touches.converted[at] = converted === undefined || flagIn(csv, batch, i, converted) ? 1 : 0
      const cell = value === undefined ? '' : batch.cells[value]![i]!.trim()
      touches.value[at] = value === undefined ? 1 : cell === '' ? 0 : amountIn(csv, batch, i, value)
      touches.milestone[at] = milestone === undefined ? 0 : milestoneIn(csv, batch, i, milestone)
    }
  return { touches, journeys: journeys.list.length, channels: channels.list }
}

/** The rows of each journey one after another, as they stand in the file. */
const byJourney = ({ size, journey }: Touches, journeys: number) => {
  const starts = new Int32Array(journeys + 1)
  for (let at = 0; at < size; at++) starts[journey[at]! + 1]! += 1
  for (let j = 0; j < journeys; j++) starts[j + 1]! += starts[j]!
  const rows = new Int32Array(size)
  const next = starts.slice()
  for (let at = 0; at < size; at++) rows[next[journey[at]!]!++] = at
  return { starts, rows }
}

const milestoneOf = (code: number): Milestone | undefined => (code === 0 ? undefined : MILESTONES[code - 1])

/**
 * Adds a file of touches: `journey_id`, `time`, `channel`, `converted`, `value`, and `milestone` where known, in any order of
 * rows. Whether a journey converted, and its value, is what its last touch by time says (of equal times the later row).
 */
export const readJourneys = ({ path, shown }: GivenPath, tally: Tally): Promise<void> =>
  readCsvFile(
    path,
    async (csv) => {
      const { touches, journeys, channels } = await readTouches(csv)
      const { starts, rows } = byJourney(touches, journeys)
      for (let j = 0; j < journeys; j++) {
        const own = Array.from(rows.subarray(starts[j]!, starts[j + 1]!))
        own.sort((a, b) => touches.time[a]! - touches.time[b]! || a - b)
        const last = own.at(-1)!
        tally.addJourney({
          touches: own.map(
            (at): Touch => ({
              channel: channels[touches.channel[at]!]!,
              time: touches.time[at]!,
              milestone: milestoneOf(touches.milestone[at]!),
            }),
          ),
          converted: touches.converted[last] === 1,
          value: touches.value[last]!,
        })
      }
    },
    shown,
  )
