import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export type Secrets = {
  readonly superuserPassword: string
  readonly migratorPassword: string
  readonly appPassword: string
  /** The instance key, base64: what wraps every organization's key. Back it up apart from the database. */
  readonly encryptionKey: string
}

const makers: Record<keyof Secrets, () => string> = {
  superuserPassword: () => randomBytes(24).toString('base64url'),
  migratorPassword: () => randomBytes(24).toString('base64url'),
  appPassword: () => randomBytes(24).toString('base64url'),
  encryptionKey: () => randomBytes(32).toString('base64'),
}

/** Each secret is a file of its own, readable by its owner only, made on first need and then left alone. */
export const readSecrets = async (dataDir: string): Promise<Secrets> => {
  const folder = join(dataDir, 'secrets')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const one = async (name: keyof Secrets): Promise<string> => {
    const path = join(folder, name)
    try {
      return (await readFile(path, 'utf8')).trim()
    } catch {
      const value = makers[name]()
      await writeFile(path, `${value}\n`, { mode: 0o600, flag: 'wx' })
      return value
    }
  }
  return {
    superuserPassword: await one('superuserPassword'),
    migratorPassword: await one('migratorPassword'),
    appPassword: await one('appPassword'),
    encryptionKey: await one('encryptionKey'),
  }
}
