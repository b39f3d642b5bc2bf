import { type Money, minorDigits } from '@tributary/kernel'
import type { Catalog, CatalogueItem, DataSource, Office, SimulatedMember } from './market-types.ts'
import { CITIES, placeOf } from './places.ts'

export const SITE = 'https://www.nimbusworks.example'
const MAIL = 'nimbusworks.example'

/** Rupees as money of the market's currency: there, one major unit of any other currency stands for 80 rupees. */
export const moneyOf = (rupees: number, currency: string): Money => {
  const major = currency === 'INR' ? rupees : rupees / 80
  return { minor: Math.round(major) * 10 ** minorDigits(currency), currency }
}

const office = (key: string, cityName: string, address: string, contact: string, phone: string): Office => {
  const city = CITIES.find((candidate) => candidate.city === cityName)!
  return {
    key,
    name: `Nimbus Works ${cityName}`,
    address,
    contactPerson: contact,
    contactEmail: `${key}@${MAIL}`,
    contactPhone: phone,
    ...placeOf(city),
  }
}

const offices: readonly Office[] = [
  office('pune', 'Pune', '4 Baner Link Road', 'Meera Joshi', '+91 20 1000 0001'),
  office('mumbai', 'Mumbai', '12 Lower Parel Court', 'Rohan Mehta', '+91 22 1000 0001'),
  office('bengaluru', 'Bengaluru', '7 Residency Lane', 'Divya Rao', '+91 40 1000 0001'),
  office('delhi', 'New Delhi', '21 Barakhamba Square', 'Arjun Malhotra', '+91 11 1000 0001'),
  office('chennai', 'Chennai', '9 Cathedral Walk', 'Lakshmi Iyer', '+91 44 1000 0001'),
  office('kolkata', 'Kolkata', '3 Camac Gardens', 'Sourav Sen', '+91 33 1000 0001'),
]

/** Code, kind, name, category, price in rupees, description, recommendation. */
const items = [
  [
    'SVC-MIG',
    'service',
    'Cloud migration',
    'Cloud',
    340_000,
    'Move servers and data to a cloud of your choice, with a way back.',
    'For firms whose servers are due for replacement.',
  ],
  [
    'SVC-NXC',
    'service',
    'Nextcloud hosting',
    'Collaboration',
    95_000,
    'Files, calendar and office documents on servers in India.',
    'For teams that must keep documents in the country.',
  ],
  [
    'SVC-SUP',
    'service',
    'IT support',
    'Operations',
    72_000,
    'A help desk with agreed answer times, on site in six cities.',
    'For offices of 20 to 300 people without an IT team.',
  ],
  [
    'SVC-SEC',
    'service',
    'Managed security',
    'Security',
    250_000,
    'Monitoring around the clock, patching and incident response.',
    'For firms with customer or patient data.',
  ],
  [
    'SVC-BCK',
    'service',
    'Backup and recovery',
    'Operations',
    84_000,
    'Daily encrypted backups and a rehearsed restore.',
    'For firms that lost data, or fear to.',
  ],
  [
    'SVC-AUD',
    'service',
    'Security assessment',
    'Security',
    60_000,
    'A two-week audit with a list of findings by risk.',
    'A first step before managed security.',
  ],
  [
    'PRD-FWL',
    'product',
    'Branch firewall',
    'Security',
    38_000,
    'A firewall for one branch, installed and managed.',
    'For firms with several sites.',
  ],
  [
    'PRD-DMS',
    'product',
    'Document archive',
    'Collaboration',
    130_000,
    'Searchable archive with retention rules.',
    'For hospitals, lenders and colleges.',
  ],
] as const satisfies readonly (readonly [
  string,
  CatalogueItem['kind'],
  string,
  string,
  number,
  string,
  string,
])[]

/** Codes in the order of demand, with the weight of each. */
export const ITEM_DEMAND = items.map(([code], i) => ({
  code,
  name: items[i]![2],
  rupees: items[i]![4],
  weight: [22, 16, 20, 15, 9, 8, 5, 5][i]!,
}))

const sources: readonly DataSource[] = [
  {
    key: 'site',
    name: 'Own website',
    type: 'website',
    url: SITE,
    trust: 92,
    description: 'Forms of the website and its landing pages.',
    active: true,
  },
  {
    key: 'partners',
    name: 'Implementation partners',
    type: 'partner',
    url: 'https://www.konkan-systems.example/partners',
    trust: 84,
    description: 'Partners who send their customers on.',
    active: true,
  },
  {
    key: 'directory',
    name: 'IT vendor directory',
    type: 'directory',
    url: 'https://www.vendor-directory.example',
    trust: 63,
    description: 'A public list of IT companies.',
    active: true,
  },
  {
    key: 'social',
    name: 'Social network forms',
    type: 'social',
    url: 'https://social.example',
    trust: 48,
    description: 'Visitors of posts and advertisements on social networks.',
    active: true,
  },
  {
    key: 'fairs',
    name: 'Trade fair lists',
    type: 'event',
    url: 'https://fairs.example',
    trust: 37,
    description: 'Business cards of trade fairs; not used since last year.',
    active: false,
  },
]

const member = (
  [key, firstName, lastName]: readonly [string, string, string],
  role: SimulatedMember['role'],
  title: string,
  office: string,
  weight = 0,
  working: SimulatedMember['working'] = { from: '09:30', to: '18:30', weekdays: [1, 2, 3, 4, 5] },
): SimulatedMember => ({
  key,
  firstName,
  lastName,
  email: `${key}@${MAIL}`,
  title,
  role,
  office,
  weight,
  capacity: weight * 40,
  working,
})

const early = { from: '08:30', to: '17:30', weekdays: [1, 2, 3, 4, 5] }
const withSaturday = { from: '10:00', to: '19:00', weekdays: [1, 2, 3, 4, 5, 6] }

const members: readonly SimulatedMember[] = [
  member(['kavita.deshpande', 'Kavita', 'Deshpande'], 'owner', 'Managing director', 'pune'),
  member(['nikhil.patil', 'Nikhil', 'Patil'], 'admin', 'Operations', 'pune'),
  member(['meera.joshi', 'Meera', 'Joshi'], 'manager', 'Head of sales, west', 'pune', 1),
  member(['arjun.malhotra', 'Arjun', 'Malhotra'], 'manager', 'Head of sales, north and east', 'delhi', 1),
  member(['ravi.kulkarni', 'Ravi', 'Kulkarni'], 'rep', 'Account executive', 'pune', 3),
  member(['sneha.pawar', 'Sneha', 'Pawar'], 'rep', 'Account executive', 'pune', 2, early),
  member(['rohan.mehta', 'Rohan', 'Mehta'], 'rep', 'Account executive', 'mumbai', 3, withSaturday),
  member(['farah.shaikh', 'Farah', 'Shaikh'], 'rep', 'Account executive', 'mumbai', 2),
  member(['divya.rao', 'Divya', 'Rao'], 'rep', 'Account executive', 'bengaluru', 3),
  member(['vikram.gowda', 'Vikram', 'Gowda'], 'rep', 'Account executive', 'bengaluru', 1, early),
  member(['lakshmi.iyer', 'Lakshmi', 'Iyer'], 'rep', 'Account executive', 'chennai', 2),
  member(['sourav.sen', 'Sourav', 'Sen'], 'rep', 'Account executive', 'kolkata', 2),
  member(['tara.bose', 'Tara', 'Bose'], 'analyst', 'Marketing analyst', 'mumbai'),
  member(['imran.qureshi', 'Imran', 'Qureshi'], 'viewer', 'Finance', 'pune'),
]

/** Who works a lead of a region in the simulated world: those of its offices, else everyone who takes leads. */
export const membersForRegion = (() => {
  const taking = members.filter(({ weight }) => weight > 0)
  const byRegion = new Map<string, readonly SimulatedMember[]>()
  for (const { region } of offices) {
    const keys = offices.filter((candidate) => candidate.region === region).map(({ key }) => key)
    byRegion.set(
      region,
      taking.filter(({ office }) => keys.includes(office)),
    )
  }
  return (region: string): readonly SimulatedMember[] => byRegion.get(region) ?? taking
})()

export const catalogOf = (currency: string): Catalog => ({
  business: { name: 'Nimbus Works', site: SITE },
  offices,
  items: items.map(([code, kind, name, category, rupees, description, recommendation]) => ({
    code,
    kind,
    name,
    category,
    description,
    price: moneyOf(rupees, currency),
    recommendation,
  })),
  sources,
  members,
})
