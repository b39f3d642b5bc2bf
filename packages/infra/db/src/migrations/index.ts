import { TheHouse } from './0001-the-house.ts'

/** In order. A migration that has been released is never edited. */
export const migrationsList = [{ name: '0001-the-house', class: TheHouse }]
