/** A typed array with room for at least `needed` entries; doubles, so that adding one by one stays linear. */
export const roomFor = <T extends Float64Array | Int32Array | Uint32Array>(array: T, needed: number): T => {
  if (needed <= array.length) return array
  const Kind = array.constructor as new (size: number) => T
  const larger = new Kind(Math.max(needed, array.length * 2))
  larger.set(array)
  return larger
}
