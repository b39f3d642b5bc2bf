import { type Random, seededRandom } from '@tributary/kernel'
import type { CompanyFacts } from './market-types.ts'
import { CITIES, type City, pickCity, placeOf } from './places.ts'

type Industry = {
  readonly name: string
  readonly weight: number
  /** What the industry truly adds to the logit of winning. */
  readonly winLogit: number
  readonly kinds: readonly string[]
}

const INDUSTRIES: readonly Industry[] = [
  {
    name: 'Manufacturing',
    weight: 22,
    winLogit: 0.3,
    kinds: ['Precision', 'Castings', 'Auto Components', 'Tools'],
  },
  { name: 'Healthcare', weight: 13, winLogit: 0.25, kinds: ['Hospitals', 'Diagnostics', 'Clinics'] },
  { name: 'Financial services', weight: 11, winLogit: 0.2, kinds: ['Finserv', 'Capital', 'Credit'] },
  { name: 'Education', weight: 10, winLogit: -0.15, kinds: ['Academy', 'Institute', 'Learning'] },
  { name: 'Retail', weight: 9, winLogit: -0.2, kinds: ['Retail', 'Mart', 'Stores'] },
  { name: 'Software', weight: 8, winLogit: 0, kinds: ['Software', 'Labs', 'Technologies'] },
  { name: 'Logistics', weight: 7, winLogit: 0.1, kinds: ['Logistics', 'Freight', 'Cargo'] },
  { name: 'Pharmaceuticals', weight: 6, winLogit: 0.25, kinds: ['Pharma', 'Biotech', 'Life Sciences'] },
  { name: 'Real estate', weight: 4, winLogit: -0.3, kinds: ['Developers', 'Realty'] },
  { name: 'Textiles', weight: 3, winLogit: -0.1, kinds: ['Textiles', 'Weaves'] },
  { name: 'Hospitality', weight: 3, winLogit: -0.4, kinds: ['Hotels', 'Resorts'] },
  { name: 'Energy', weight: 2, winLogit: 0.15, kinds: ['Solar', 'Power'] },
  { name: 'Media', weight: 2, winLogit: -0.25, kinds: ['Media', 'Studios'] },
]
const industryWeights = INDUSTRIES.map(({ weight }) => weight)

export const INDUSTRY_WIN_LOGITS: Readonly<Record<string, number>> = Object.fromEntries(
  INDUSTRIES.map(({ name, winLogit }) => [name, winLogit]),
)

export const INDUSTRY_SHARES: Readonly<Record<string, number>> = Object.fromEntries(
  INDUSTRIES.map(({ name, weight }) => [name, weight / 100]),
)

const roots = (
  'Aarohi Agastya Akash Amrut Anand Arka Ashoka Avani Bharati Chandra Chetana Daksha Deccan Dhruva Gagan Ganga ' +
  'Garuda Godavari Himadri Indus Ishan Jyoti Kaveri Konark Krishna Kshitij Lotus Malhar Mandar Meghna Mihir ' +
  'Mrugank Narmada Navin Nilgiri Orchid Padma Parvati Prabhat Prakash Pratham Rajgad Rohini Sagar Sahyadri ' +
  'Samarth Sanskar Saraswati Satpura Shakti Shivneri Sindhu Suryoday Swastik Tapti Tejas Trident Udaan Vajra ' +
  'Varsha Vindhya Vishwa Yamuna'
).split(' ')
const middles = [
  '',
  'United',
  'National',
  'New',
  'Global',
  'Western',
  'Prime',
  'First',
  'Modern',
  'Royal',
] as const

export type Company = { readonly facts: CompanyFacts; readonly city: City }

/** Names are counted through, so no two companies of a market share one; after a round a number is added. */
const nameOf = (index: number, kind: string): string => {
  const root = roots[index % roots.length]!
  const turn = Math.floor(index / roots.length)
  const middle = middles[turn % middles.length]!
  const round = Math.floor(turn / middles.length)
  return [root, middle, kind, round > 0 ? String(round + 1) : ''].filter((word) => word !== '').join(' ')
}

const slug = (name: string): string => name.toLowerCase().replaceAll(' ', '-')

/** The company of a number: always the same one for a seed, so a million of them need no memory. */
const companyOf = (seed: number, index: number): Company => {
  const random = seededRandom(seed, `company/${index}`)
  const industry = INDUSTRIES[random.weighted(industryWeights)]!
  const name = nameOf(index, random.pick(industry.kinds))
  const city = pickCity(random)
  const size = Math.min(20_000, Math.max(4, Math.round(90 * Math.exp(1.2 * random.normal()))))
  const branches = size > 400 && city.country === 'IN' ? [CITIES[random.below(7)]!] : []
  const sites = [city, ...branches.filter((branch) => branch.city !== city.city)].map(placeOf)
  return { facts: { name, domain: `${slug(name)}.example`, industry: industry.name, size, sites }, city }
}

/** Some companies write more often than others: the number is drawn from a curve that favours the low ones. */
export const pickCompany = (seed: number, random: Random, leads: number): Company => {
  const companies = Math.max(40, Math.ceil(leads / 4))
  return companyOf(seed, Math.floor(companies * random.next() ** 1.7))
}
