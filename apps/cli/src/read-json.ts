import { readFile, stat } from 'node:fs/promises'
import type { GivenPath } from './command.ts'
import { InputFault } from './input-fault.ts'

/** The value in a JSON file. @throws InputFault that says where it stops being JSON. */
export const readJson = async ({ shown, path }: GivenPath): Promise<unknown> => {
  if ((await stat(path)).isDirectory()) throw new InputFault(`${shown}: this is a folder, not a file.`)
  const text = (await readFile(path, 'utf8')).replace(/^\ufeff/, '')
  if (text.trim() === '') throw new InputFault(`${shown}: the file is empty.`)
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    throw new InputFault(`${shown}: this is not JSON. ${(error as Error).message}`)
  }
}
