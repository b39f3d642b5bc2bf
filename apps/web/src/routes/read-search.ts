type Reader<Value> = (raw: unknown) => Value | undefined

/** A text; the router reads `?q=42` as a number. */
export const text: Reader<string> = (raw) => {
  const read = typeof raw === 'number' ? String(raw) : raw
  return typeof read === 'string' && read !== '' ? read : undefined
}

export const matching =
  (pattern: RegExp): Reader<string> =>
  (raw) => {
    const read = text(raw)
    return read !== undefined && pattern.test(read) ? read : undefined
  }

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i
export const uuid = matching(UUID)

/** A calendar date that there is: `2026-02-30` is none. */
export const day: Reader<string> = (raw) => {
  const read = matching(/^\d{4}-\d{2}-\d{2}$/)(raw)
  if (read === undefined) return undefined
  const at = new Date(`${read}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(read) ? read : undefined
}

export const oneOf =
  <const Words extends readonly string[]>(words: Words): Reader<Words[number]> =>
  (raw) =>
    words.find((word) => word === raw)

type Shape = Readonly<Record<string, Reader<unknown>>>
type Read<S extends Shape> = { readonly [K in keyof S]?: Exclude<ReturnType<S[K]>, undefined> }

/**
 * The search params of a route. What has the wrong shape is dropped, so that no link breaks a page; what is not there
 * stays out of the address. By hand, because every route stands in the first load and a schema library would too.
 */
export const searchOf =
  <const S extends Shape>(shape: S) =>
  (raw: Readonly<Record<string, unknown>>): Read<S> => {
    const read: Record<string, unknown> = {}
    for (const key in shape) {
      const value = shape[key]?.(raw[key])
      if (value !== undefined) read[key] = value
    }
    return read as Read<S>
  }
