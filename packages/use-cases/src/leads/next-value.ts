/** Null and the empty text both empty a field; absent keeps it. */
export const next = <T extends string>(given: T | null | undefined, now: T | null): T | null =>
  given === undefined ? now : given === '' ? null : given

/** What stood there before, in the form in which it is read nowhere else: an undo does not judge it again. */
export type Restored = { readonly e164: string | null; readonly trust: number | null }
