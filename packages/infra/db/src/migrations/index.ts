import { TheHouse } from './0001-the-house.ts'
import { Accounts } from './0002-accounts.ts'

/** In order. A migration that has been released is never edited. */
export const migrationsList = [
  { name: '0001-the-house', class: TheHouse },
  { name: '0002-accounts', class: Accounts },
]
