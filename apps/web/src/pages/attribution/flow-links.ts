import type { FlowLink } from '@tributary/contracts'

type Of = { readonly source?: string; readonly step: string; readonly outcome?: FlowLink['outcome'] }
export type DrawnLink = {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly value: number
  readonly of: Of
}

/** Deals from a source to how far they came, and from there to how they stand: both halves carry the same value. */
export const flowLinks = (flow: readonly FlowLink[]): DrawnLink[] => {
  const links = new Map<string, DrawnLink>()
  const add = (from: string, to: string, minor: number, of: Of) => {
    const id = `${from} ${to}`
    const known = links.get(id)
    links.set(id, known ? { ...known, value: known.value + minor } : { id, from, to, value: minor, of })
  }
  for (const { source, step, outcome, minor } of flow) {
    add(`source:${source}`, `step:${step}`, minor, { source, step })
    add(`step:${step}`, `outcome:${outcome}`, minor, { step, outcome })
  }
  return [...links.values()].filter(({ value }) => value > 0)
}

export type DrawnNode = {
  readonly id: string
  readonly kind: 'source' | 'step' | 'outcome'
  readonly value: string
}

const STEPS = ['proposal', 'negotiation', 'committed']
const OUTCOMES = ['won', 'open', 'lost']

/** Columns of the drawing: sources by what they bring, steps and outcomes in their own order. */
export const flowNodes = (flow: readonly FlowLink[]): DrawnNode[] => {
  const worth = new Map<string, number>()
  for (const { source, minor } of flow) worth.set(source, (worth.get(source) ?? 0) + minor)
  const sources = [...worth].filter(([, minor]) => minor > 0).sort(([, a], [, b]) => b - a)
  const met = (kind: 'step' | 'outcome', values: readonly string[]): DrawnNode[] =>
    values
      .filter((value) => flow.some((link) => link[kind] === value && link.minor > 0))
      .map((value) => ({ id: `${kind}:${value}`, kind, value }))
  return [
    ...sources.map(([value]): DrawnNode => ({ id: `source:${value}`, kind: 'source', value })),
    ...met('step', STEPS),
    ...met('outcome', OUTCOMES),
  ]
}
