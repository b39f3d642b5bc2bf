import { useState } from 'react'
import { failureOf } from '../api/trpc.ts'
import { clashingKeys } from './clashing-keys.ts'

/** A thing as it was read: its values, and when it was changed last. */
export type Read<Values> = { readonly values: Values; readonly at: string }

export type Conflict<Values> = {
  /** Who changed it, in the words of the server. */
  readonly message: string
  readonly mine: Partial<Values>
  readonly now: Read<Values>
  readonly keys: readonly (keyof Values)[]
}

type Saving<Values> = {
  /** As it was when the change was begun. */
  readonly read: Read<Values>
  readonly readNow: () => Promise<Read<Values>>
  /** Refused with CONFLICT when the thing was changed after `expected`. */
  readonly send: (mine: Partial<Values>, expected: string) => Promise<unknown>
  readonly failed: (error: unknown) => void
  /** Nothing of mine is left to be saved. */
  readonly onTheirs: () => void
}

const TRIES = 3

/**
 * Saves a change of what others change too. What does not touch is joined; where two people changed the same, the one
 * who came later decides with both values before their eyes.
 */
export const useConflict = <Values extends object>({
  read,
  readNow,
  send,
  failed,
  onTheirs,
}: Saving<Values>) => {
  const [conflict, setConflict] = useState<Conflict<Values> | null>(null)
  const attempt = async (mine: Partial<Values>, since: Read<Values>, tries: number): Promise<void> => {
    try {
      await send(mine, since.at)
      setConflict(null)
    } catch (error) {
      const { code, field, message } = failureOf(error)
      if (code !== 'CONFLICT' || field || tries === 0) throw error
      const now = await readNow()
      const keys = clashingKeys(since.values, mine, now.values)
      if (keys.length > 0) setConflict({ message, mine, now, keys })
      else await attempt(mine, now, tries - 1)
    }
  }
  const save = (mine: Partial<Values>, since: Read<Values> = read): Promise<void> =>
    attempt(mine, since, TRIES).catch(failed)
  return {
    save,
    conflict,
    keepMine: (): void => {
      if (conflict) void save(conflict.mine, conflict.now)
    },
    takeTheirs: (): void => {
      if (!conflict) return
      const rest = { ...conflict.mine }
      for (const key of conflict.keys) delete rest[key]
      setConflict(null)
      if (Object.keys(rest).length > 0) void save(rest, conflict.now)
      else onTheirs()
    },
  }
}
