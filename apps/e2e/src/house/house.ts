import { inject } from 'vitest'

/** What every test may know of the instance they share. */
export type Person = { readonly name: string; readonly email: string; readonly password: string }
export type House = {
  readonly url: string
  readonly dataDir: string
  readonly owner: Person
  readonly reps: readonly [Person, Person]
  readonly campaign: { readonly id: string; readonly slug: string; readonly token: string }
  readonly apiKey: string
  /** Somebody's session as a browser carries it, made once: most tests are not about signing in. */
  readonly cookies: Readonly<Record<'owner' | 'rep', string>>
  readonly browser: {
    readonly executable: string
    readonly args: readonly string[]
    readonly env: Readonly<Record<string, string>>
  }
}

declare module 'vitest' {
  interface ProvidedContext {
    houses: readonly House[]
  }
}

/** The house of the worker that asks: files that run side by side count and change in houses of their own. */
export const ownHouse = (): House => {
  const houses = inject('houses')
  return houses[(Number(process.env['VITEST_POOL_ID']) - 1) % houses.length]!
}
