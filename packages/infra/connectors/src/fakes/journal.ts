import { appendFileSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * One thing a fake saw. `applied` says whether its state changed, `answered` whether the caller was told:
 * `applied` without `answered` is an outcome the caller cannot know.
 */
export type JournalEntry = {
  seq: number
  at: string
  service: 'slack' | 'smtp' | 'fakes'
  event: string
  applied: boolean
  answered: boolean
  /** Our id of the effect, where the service carries one: the block id of a card, the left half of a Message-ID. */
  operationId: string | null
  detail: Record<string, unknown>
}

export type Journal = {
  write: (entry: Omit<JournalEntry, 'seq' | 'at'>) => void
  entries: () => readonly JournalEntry[]
  clear: () => void
}

/** Kept in memory and, line by line, in a file that is only ever appended to: it survives a kill. */
export const createJournal = (file: string | null, now: () => Date): Journal => {
  let entries: JournalEntry[] = []
  let seq = 0
  if (file !== null) mkdirSync(dirname(file), { recursive: true })
  return {
    write: (entry) => {
      seq += 1
      const line = { seq, at: now().toISOString(), ...entry }
      entries.push(line)
      if (file !== null) appendFileSync(file, `${JSON.stringify(line)}\n`)
    },
    entries: () => entries,
    clear: () => {
      entries = []
    },
  }
}
