import { AppError } from '@tributary/contracts'
import { isDatabaseAway } from '../operations/is-database-away.ts'
import { away } from './group-commit.ts'

/** What fails because the database cannot be reached is no bug: the caller is asked to come back. */
export const orAway = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    if (error instanceof AppError || !isDatabaseAway(error)) throw error
    throw away()
  }
}
