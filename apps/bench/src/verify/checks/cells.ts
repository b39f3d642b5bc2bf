import { ALL_CAMPAIGNS, monthOf } from '@tributary/ledger'

/** Which count: of a campaign (or all of them), of a day (or a month, by its first day), of one value of a grouping. */
export type Place = {
  readonly campaignId: string
  readonly day: string
  readonly dimension: string
  readonly value: string
}
export type Figure = { readonly n: number; readonly total: number }

type Cells = {
  add(place: Place, n: number, total: number): void
  /** Days per campaign make up months, and campaigns make up all of them together: adds these, once. */
  addSums(): void
  /** What stands there; it is not left any more. */
  take(place: Place): Figure
  /** What nobody took, but for zeros. */
  left(): Generator<Place & Figure>
  /** Every count of a campaign, without its day. */
  of(campaignId: string): Generator<Omit<Place, 'campaignId' | 'day'> & Figure>
}

/** Words by number. */
const openWords = () => {
  const words: string[] = []
  const numbers = new Map<string, number>()
  return {
    words,
    find: (word: string): number | undefined => numbers.get(word),
    number: (word: string): number => {
      const known = numbers.get(word)
      if (known !== undefined) return known
      numbers.set(word, words.length)
      return words.push(word) - 1
    },
  }
}

/** More days than anybody counts. */
const DAYS = 2 ** 20
const NOTHING: Figure = { n: 0, total: 0 }

/**
 * Counts in a few bytes each: a house of a million leads has millions of them, and as text their keys alone would fill
 * the memory. A key is the number of a grouping's value and the number of a day.
 */
export const openCells = (): Cells => {
  const days = openWords()
  const groups = openWords()
  const campaigns = new Map<string, Map<number, number>>()
  const n: number[] = []
  const total: number[] = []

  const cellsOf = (campaignId: string): Map<number, number> => {
    const known = campaigns.get(campaignId)
    if (known) return known
    const made = new Map<number, number>()
    campaigns.set(campaignId, made)
    return made
  }
  const addTo = (cells: Map<number, number>, key: number, moreN: number, moreTotal: number): void => {
    const slot = cells.get(key)
    if (slot === undefined) {
      cells.set(key, n.push(moreN) - 1)
      total.push(moreTotal)
    } else {
      n[slot]! += moreN
      total[slot]! += moreTotal
    }
  }
  const groupOf = (key: number): { dimension: string; value: string } => {
    const [dimension = '', ...rest] = groups.words[Math.floor(key / DAYS)]!.split(' ')
    return { dimension, value: rest.join(' ') }
  }

  const addSums = (): void => {
    const all = cellsOf(ALL_CAMPAIGNS)
    const base = n.length
    const months = days.words.map((day) => days.number(monthOf(day)))
    const monthlyGroups = groups.words.map((group) => groups.number(`month:${group}`))
    const monthOfKey = (key: number): number =>
      monthlyGroups[Math.floor(key / DAYS)]! * DAYS + months[key % DAYS]!
    // What belongs to no campaign first: the sums of the others come on top of it.
    for (const cells of [all, ...[...campaigns.values()].filter((each) => each !== all)])
      for (const [key, slot] of cells) {
        if (slot >= base) continue
        const [ownN, ownTotal] = [n[slot]!, total[slot]!]
        addTo(cells, monthOfKey(key), ownN, ownTotal)
        if (cells === all) continue
        addTo(all, key, ownN, ownTotal)
        addTo(all, monthOfKey(key), ownN, ownTotal)
      }
  }

  return {
    add: ({ campaignId, day, dimension, value }, moreN, moreTotal) =>
      addTo(
        cellsOf(campaignId),
        groups.number(`${dimension} ${value}`) * DAYS + days.number(day),
        moreN,
        moreTotal,
      ),
    addSums,
    take: ({ campaignId, day, dimension, value }) => {
      const group = groups.find(`${dimension} ${value}`)
      const at = days.find(day)
      if (group === undefined || at === undefined) return NOTHING
      const slot = campaigns.get(campaignId)?.get(group * DAYS + at)
      if (slot === undefined) return NOTHING
      const figure = { n: n[slot]!, total: total[slot]! }
      n[slot] = 0
      total[slot] = 0
      return figure
    },
    *left() {
      for (const [campaignId, cells] of campaigns)
        for (const [key, slot] of cells)
          if (n[slot] !== 0 || total[slot] !== 0)
            yield {
              ...{ campaignId, day: days.words[key % DAYS]!, ...groupOf(key) },
              ...{ n: n[slot]!, total: total[slot]! },
            }
    },
    *of(campaignId) {
      for (const [key, slot] of cellsOf(campaignId))
        yield { ...groupOf(key), n: n[slot]!, total: total[slot]! }
    },
  }
}
