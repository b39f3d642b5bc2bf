const mix = (text: string, seed: number): number => {
  let h = seed
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619)
  h ^= h >>> 15
  return Math.imul(h, 0x2c1b3c6d) >>> 0
}

/** Sixteen hexadecimal digits that name a JSON value by its content (two FNV-1a hashes). Not for secrets. */
export const fingerprint = (value: unknown): string => {
  const text = JSON.stringify(value)
  return [2166136261, 374761393].map((seed) => mix(text, seed).toString(16).padStart(8, '0')).join('')
}
