import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
const themes = ['light', 'dark'] as const
type Theme = (typeof themes)[number]
type Triple = [number, number, number]

const tokens = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g)].map(
    ([, name, light, dark]) => [name, { light, dark }],
  ),
)

const linear = (channel: number): number =>
  channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
const colour = (name: string, theme: Theme): Triple => {
  const hex = tokens.get(name)?.[theme]
  if (!hex) throw new Error(`tokens.css has no ${theme} colour ${name}`)
  return [1, 3, 5].map((at) => linear(Number.parseInt(hex.slice(at, at + 2), 16) / 255)) as Triple
}
const luminance = ([r, g, b]: Triple): number => 0.2126 * r + 0.7152 * g + 0.0722 * b
/** WCAG 2.2 contrast ratio. */
const contrast = (a: Triple, b: Triple): number => {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}
const times = (matrix: readonly Triple[], [x, y, z]: Triple): Triple =>
  matrix.map(([a, b, c]) => a * x + b * y + c * z) as Triple

/** Ottosson's OKLab, from linear sRGB. */
const oklab = (rgb: Triple): Triple => {
  const lms = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    rgb,
  ).map(Math.cbrt) as Triple
  return times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    lms,
  )
}
const fromOklab = (lab: Triple): Triple => {
  const lms = times(
    [
      [1, 0.3963377774, 0.2158037573],
      [1, -0.1055613458, -0.0638541728],
      [1, -0.0894841775, -1.291485548],
    ],
    lab,
  ).map((value) => value ** 3) as Triple
  return times(
    [
      [4.0767416621, -3.3077115913, 0.2309699292],
      [-1.2684380046, 2.6097574011, -0.3413193965],
      [-0.0041960863, -0.7034186147, 1.707614701],
    ],
    lms,
  )
}

/** Machado, Oliveira and Fernandes 2009, severity 1, on linear sRGB. */
const blindness = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
} satisfies Record<string, Triple[]>

const clamp = (rgb: Triple): Triple => rgb.map((channel) => Math.min(1, Math.max(0, channel))) as Triple
const slots = [1, 2, 3, 4, 5, 6, 7].map((slot) => `chart-${slot}`)
const smallestDistance = (theme: Theme, seen: (rgb: Triple) => Triple): number => {
  const points = slots.map((slot) => oklab(seen(colour(slot, theme))))
  const gaps = points.flatMap((a, i) =>
    points.slice(i + 1).map((b) => 100 * Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])),
  )
  return Math.min(...gaps)
}

const text: [string, string][] = [
  ...['fg', 'muted', 'subtle', 'primary-text', 'danger', 'success', 'warning', 'info'].flatMap(
    (ink): [string, string][] => [
      [ink, 'surface'],
      [ink, 'bg'],
    ],
  ),
  ['fg', 'hover'],
  ['muted', 'hover'],
  ['subtle', 'row'],
  ['muted', 'primary-soft'],
  ['on-primary', 'primary'],
  ['on-danger', 'danger'],
  ['primary-text', 'primary-soft'],
  ['danger', 'danger-soft'],
  ['success', 'success-soft'],
  ['warning', 'warning-soft'],
  ['info', 'info-soft'],
  ['on-grade-a', 'grade-a'],
  ['on-grade-b', 'grade-b'],
  ['on-grade-c', 'grade-c'],
  ['on-grade-d', 'grade-d'],
]

describe.each(themes)('in the %s theme', (theme) => {
  test.each(text)('text in %s can be read on %s', (ink, ground) => {
    expect(contrast(colour(ink, theme), colour(ground, theme))).toBeGreaterThanOrEqual(4.5)
  })

  test('the border of a field can be seen', () => {
    expect(contrast(colour('field', theme), colour('surface', theme))).toBeGreaterThanOrEqual(3)
  })

  test.each(slots)('a mark in %s stands out from its card', (slot) => {
    expect(contrast(colour(slot, theme), colour('surface', theme))).toBeGreaterThanOrEqual(3)
  })

  test('the number on the hottest cell can be read', () => {
    const share = Number(/--heat\) \* (\d+)%/.exec(css)?.[1]) / 100
    const hot = oklab(colour('chart-1', theme))
    const rest = oklab(colour('hover', theme))
    const cell = fromOklab(hot.map((value, i) => value * share + (rest[i] ?? 0) * (1 - share)) as Triple)
    expect(contrast(cell, colour('fg', theme))).toBeGreaterThanOrEqual(4.5)
  })

  test.each(Object.entries(blindness))('all seven chart colours stay apart under %s', (_, matrix) => {
    expect(smallestDistance(theme, (rgb) => clamp(times(matrix, rgb)))).toBeGreaterThanOrEqual(8)
  })
})
