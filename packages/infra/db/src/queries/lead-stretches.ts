import { type LeadSort, STAGES } from '@tributary/contracts'
import { type RawBuilder, sql } from 'kysely'
import type { LeadQuery } from './lead-filter.ts'
import type { LeadRecord } from './lead-list.ts'

/** A stretch of the list that one index can walk: what it holds, and what it is ordered by. The id breaks ties. */
export type Stretch = {
  readonly where: RawBuilder<unknown> | null
  readonly key: RawBuilder<unknown>
  readonly type: string
  readonly descending: boolean
  /** Whether `lead_captured` carries what it is ordered by. */
  readonly carried: boolean
  readonly valueOf: (row: LeadRecord) => unknown
}

const byCaptured = (where: RawBuilder<unknown> | null, descending: boolean): Stretch => ({
  where,
  key: sql`l.captured_at`,
  type: 'timestamptz',
  descending,
  carried: true,
  valueOf: (row) => row.captured_at,
})

/**
 * What a sort walks, one stretch after the other. Stages stand in the order of the pipeline, the newest first in each;
 * leads without a company or a value come last in both directions.
 */
export const stretchesOf = (
  { by, direction }: LeadSort,
  stages: readonly string[] | undefined,
): Stretch[] => {
  const descending = direction === 'desc'
  switch (by) {
    case 'captured':
      return [byCaptured(null, descending)]
    case 'updated':
      return [
        {
          ...byCaptured(null, descending),
          key: sql`l.updated_at`,
          carried: false,
          valueOf: (row) => row.updated_at,
        },
      ]
    case 'score':
      return [
        {
          ...{ where: null, key: sql`l.points`, type: 'int', descending, carried: true },
          valueOf: (row) => row.points,
        },
      ]
    case 'company':
      return [
        {
          where: sql`l.company is not null`,
          key: sql`l.company collate "und-x-icu"`,
          type: 'text',
          descending,
          carried: false,
          valueOf: (row) => row.company,
        },
        { ...byCaptured(sql`l.company is null`, true), carried: false },
      ]
    case 'value':
      return [
        {
          where: sql`l.value_minor is not null`,
          key: sql`l.value_minor`,
          type: 'bigint',
          descending,
          carried: false,
          valueOf: (row) => String(row.value_minor),
        },
        { ...byCaptured(sql`l.value_minor is null`, true), carried: false },
      ]
    case 'stage': {
      const wanted = STAGES.filter((stage) => stages === undefined || stages.includes(stage))
      return (descending ? wanted.toReversed() : wanted).map((stage) =>
        byCaptured(sql`l.stage = ${stage}`, true),
      )
    }
  }
}

/** What `lead_captured` carries: which leads a filter of these means is told by that index alone. */
const CARRIED: ReadonlySet<string> = new Set<keyof LeadQuery>([
  ...(['stage', 'grade', 'temperature', 'review', 'status', 'reached', 'everQualified', 'owner'] as const),
  ...(['campaign', 'channel', 'source', 'content', 'industry', 'country', 'region', 'captured'] as const),
  ...(['scoreFrom', 'scoreTo', 'band', 'trustFrom', 'trustTo', 'trustBand', 'trustKnown', 'cell'] as const),
])

const ASKING: ReadonlySet<string> = new Set<keyof LeadQuery>(['organizationId', 'me', 'now'])

const wordsOf = (query: LeadQuery): string[] =>
  Object.entries(query)
    .filter(([word, value]) => value !== undefined && value !== false && !ASKING.has(word))
    .map(([word]) => word)

/** One value each, so that an index begins with them. */
const isOneOf = (
  query: LeadQuery,
  words: readonly ('stage' | 'campaign' | 'owner' | 'industry')[],
): boolean => words.every((word) => query[word]?.length === 1 && !['none', ''].includes(query[word][0]!))

/** Whether an index of this very filter and order is walked: most of the promised combinations. */
const isWalked = (query: LeadQuery, { by }: LeadSort, words: readonly string[]): boolean => {
  if (words.length === 0) return true
  if (by === 'captured' && words.length === 1) {
    const starts = (['stage', 'campaign', 'owner'] as const).filter((word) => words.includes(word))
    return words.includes('captured') || (starts.length === 1 && isOneOf(query, starts))
  }
  return by === 'score' && words.length === 2 && isOneOf(query, ['stage', 'industry'])
}

/**
 * Whether such leads may be so rare along the order that walking it would pass nearly all of the others, and whether the
 * index that carries the filter can find them instead.
 */
export const mayBeRare = (query: LeadQuery, sort: LeadSort): boolean => {
  const words = wordsOf(query)
  return words.every((word) => CARRIED.has(word)) && !isWalked(query, sort, words)
}

/** Whether nothing but people were asked for, and they are few: their leads are found from the index of their ids alone. */
export const isOfFewPeople = (query: LeadQuery, { by }: LeadSort): boolean => {
  const { search } = query
  const few = search?.kind === 'contacts' || (search?.kind === 'tokens' && !search.many)
  return few && by === 'captured' && wordsOf(query).every((word) => word === 'search')
}
