import type { Permission } from '@tributary/contracts'
import type { AppRouter } from '../router.ts'
import type { Fixtures } from './fixtures.ts'

type Areas = AppRouter['_def']['record']
/** Every procedure there is, as `area.name`. */
export type ProcedurePath = {
  [A in keyof Areas]: `${A}.${Extract<keyof Areas[A], string>}`
}[keyof Areas]

/** One call with the ids of another organization. */
export type ForeignCall = {
  readonly input: (theirs: Fixtures) => unknown
  /** `404`: as if the id were unknown. `nothing`: an answer in which nothing of theirs stands. */
  readonly answer: 404 | 'nothing'
}

export type Expected = {
  /** Who may: everybody, who is signed in, or who has the permission. */
  readonly needs: 'nothing' | 'session' | Permission
  /** Every way to name a thing of somebody else; `[]` where the input has no place for one. */
  readonly foreign: readonly ForeignCall[]
}

export const byId = (...inputs: ForeignCall['input'][]): ForeignCall[] =>
  inputs.map((input) => ({ input, answer: 404 }))
export const filters = (...inputs: ForeignCall['input'][]): ForeignCall[] =>
  inputs.map((input) => ({ input, answer: 'nothing' }))
export const open = { needs: 'nothing', foreign: [] } as const satisfies Expected
export const own = { needs: 'session', foreign: [] } as const satisfies Expected
export const needs = (permission: Permission, foreign: readonly ForeignCall[] = []): Expected => ({
  needs: permission,
  foreign,
})

/** A part of the table; `procedures.ts` does not compile while a procedure is in none of them. */
export type Part = Partial<Record<ProcedurePath, Expected>>
