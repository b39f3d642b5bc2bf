import type { FeatureValue } from '@tributary/deal-probability'
import { decimalFromMinor, minorFromDecimal } from '@tributary/kernel'
import { sql } from 'kysely'
import type { Tx } from '../in-organization.ts'
import type { WinFeature } from './win-features.ts'

const LABELS = {
  step: 'Step',
  amount: 'Value of the deal',
  touchpoints: 'Touches',
  campaignSpend: 'Spend of its campaigns',
  industry: 'Industry',
  country: 'Country',
  region: 'Region',
  channel: 'Channel',
  campaignId: 'Campaign',
  productId: 'Product',
  captureWay: 'How it came in',
  emailKind: 'E-mail address',
  urgency: 'Urgency',
  review: 'Review',
  points: 'Score',
  trust: 'Trust',
  calls: 'Calls',
  meetings: 'Meetings',
  otherActivities: 'Mails, notes and other work',
  hoursToFirstContact: 'Hours to the first contact',
  daysToOpen: 'Days from lead to deal',
  daysOpen: 'Days open',
  daysToExpectedClose: 'Days to the expected close',
  timesReopened: 'Times opened again',
} as const satisfies Record<WinFeature, string>

/** Names features and their values to people. */
export type WinWords = {
  /** "amount" is "Value of the deal"; a pair names both. */
  readonly label: (feature: string) => string
  readonly value: (feature: string, value: FeatureValue) => string | null
  /** A column of the model: "industry = it" is "Industry: it". */
  readonly column: (name: string) => string
  /** A sentence in which features stand in quotation marks. */
  readonly sentence: (text: string) => string
}

const isFeature = (name: string): name is WinFeature => Object.hasOwn(LABELS, name)
const labelOfOne = (name: string): string => (isFeature(name) ? LABELS[name] : name)
const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
const plain = (text: string): string => text.replaceAll('_', ' ')

const label = (feature: string): string =>
  feature
    .split(' × ')
    .map((name, i) => (i === 0 ? labelOfOne(name) : lower(labelOfOne(name))))
    .join(' and ')

type Setting = {
  readonly locale: string
  readonly currency: string
  readonly names: ReadonlyMap<string, string>
}

const wordsFrom = ({ locale, currency, names }: Setting): WinWords => {
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
  const whole = new Intl.NumberFormat(locale, { style: 'currency', currency, maximumFractionDigits: 0 })
  const money = (major: number): string =>
    whole.format(decimalFromMinor(minorFromDecimal(major.toFixed(0), currency), currency) as `${number}`)
  const value = (feature: string, known: FeatureValue): string | null => {
    if (known === null || known === undefined || known === '') return null
    if (typeof known === 'number')
      return feature === 'amount' || feature === 'campaignSpend' ? money(known) : number.format(known)
    if (known === '(missing)') return 'not known'
    if (known === '(other)') return 'any other'
    return names.get(String(known)) ?? plain(String(known))
  }
  const part = (text: string): string => {
    const [feature, level] = text.split(' = ')
    if (level !== undefined) return `${labelOfOne(feature!)}: ${value(feature!, level)}`
    const [name, bend] = text.split(' above ')
    return bend === undefined ? labelOfOne(text) : `${labelOfOne(name!)} above ${value(name!, Number(bend))}`
  }
  return {
    label,
    value,
    column: (name) => name.split(' × ').map(part).join(' and '),
    sentence: (text) => text.replaceAll(/"([^"]+)"/g, (_, name: string) => `“${label(name)}”`),
  }
}

/** The organization's way to name what a model reads. */
export const readWinWords = async ({ db, organizationId }: Tx): Promise<WinWords> => {
  const { rows: named } = await sql<{ id: string; name: string }>`
    select id, name from campaign where organization_id = ${organizationId}
    union all select id, name from product where organization_id = ${organizationId}`.execute(db)
  const { rows } = await sql<{ locale: string; currency: string }>`
    select locale, currency from organization where id = ${organizationId}`.execute(db)
  return wordsFrom({ ...rows[0]!, names: new Map(named.map(({ id, name }) => [id, name])) })
}
