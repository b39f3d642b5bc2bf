/** One visit, as the world shows it. */
export type Visit = { readonly at: number; readonly channel: string; readonly campaign: string }

/** Visits of one browser up to a sale, or up to the end. */
export type Journey = {
  readonly id: string
  readonly visits: readonly Visit[]
  readonly won: boolean
  /** Minor units. */
  readonly value: number
}

type Sale = { readonly at: number; readonly value: number }

/** What each browser did, gathered as the market goes by. */
export type Journeys = {
  readonly visit: (visitor: string, visit: Visit) => void
  readonly won: (visitor: string, sale: Sale) => void
  readonly all: () => Iterable<Journey>
  readonly visitsUntil: (visitor: string, at: number) => readonly Visit[]
}

type Traces = { readonly visits: Visit[]; readonly sales: Sale[] }

/** Cuts at each sale: what came before earned it, what comes after may earn the next. */
function* cut(visitor: string, { visits, sales }: Traces): Generator<Journey> {
  const bySale = sales.toSorted((a, b) => a.at - b.at)
  let from = 0
  for (const [i, sale] of bySale.entries()) {
    let to = from
    while (to < visits.length && visits[to]!.at <= sale.at) to += 1
    const own = visits.slice(from, to)
    // Two sales without a visit between them are earned by the same visits.
    const earning = own.length > 0 ? own : visits.slice(0, to)
    if (earning.length > 0) yield { id: name(visitor, i), visits: earning, won: true, value: sale.value }
    from = to
  }
  const rest = visits.slice(from)
  if (rest.length > 0) yield { id: name(visitor, bySale.length), visits: rest, won: false, value: 0 }
}

const name = (visitor: string, i: number): string => (i === 0 ? visitor : `${visitor}/${i + 1}`)

export const openJourneys = (): Journeys => {
  const visitors = new Map<string, Traces>()
  const tracesOf = (visitor: string): Traces => {
    const known = visitors.get(visitor)
    if (known) return known
    const traces: Traces = { visits: [], sales: [] }
    visitors.set(visitor, traces)
    return traces
  }
  return {
    visit: (visitor, visit) => void tracesOf(visitor).visits.push(visit),
    won: (visitor, sale) => void tracesOf(visitor).sales.push(sale),
    visitsUntil: (visitor, at) => (visitors.get(visitor)?.visits ?? []).filter((visit) => visit.at <= at),
    *all() {
      for (const [visitor, traces] of visitors) yield* cut(visitor, traces)
    },
  }
}
