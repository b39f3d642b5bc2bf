/** A long run of things in parts of a few thousand, so that each part is written at once and none is held for long. */
export function* inParts<T>(all: Iterable<T>, size = 5000): Generator<T[]> {
  let part: T[] = []
  for (const one of all) {
    part.push(one)
    if (part.length < size) continue
    yield part
    part = []
  }
  if (part.length > 0) yield part
}
