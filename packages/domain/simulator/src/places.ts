import type { Random } from '@tributary/kernel'
import type { Place } from './market-types.ts'

type City = Place & {
  /** Share of the market's companies. */
  readonly weight: number
  /** Code of the telephone area its people call from. */
  readonly dial: string
}

const city = (
  name: string,
  [region, regionName, country]: readonly [string, string, string],
  latitude: number,
  longitude: number,
  weight: number,
  dial: string,
): City => ({ city: name, region, regionName, country, latitude, longitude, weight, dial })

const maharashtra = ['IN-MH', 'Maharashtra', 'IN'] as const

/** Coordinates are those of the city centres. */
export const CITIES = [
  city('Pune', maharashtra, 18.5204, 73.8567, 21, '20'),
  city('Mumbai', maharashtra, 19.076, 72.8777, 20, '22'),
  city('Bengaluru', ['IN-KA', 'Karnataka', 'IN'], 12.9716, 77.5946, 16, '40'),
  city('New Delhi', ['IN-DL', 'Delhi', 'IN'], 28.6139, 77.209, 12, '11'),
  city('Chennai', ['IN-TN', 'Tamil Nadu', 'IN'], 13.0827, 80.2707, 8, '44'),
  city('Hyderabad', ['IN-TG', 'Telangana', 'IN'], 17.385, 78.4867, 6, '40'),
  city('Kolkata', ['IN-WB', 'West Bengal', 'IN'], 22.5726, 88.3639, 4, '33'),
  city('Ahmedabad', ['IN-GJ', 'Gujarat', 'IN'], 23.0225, 72.5714, 4, '22'),
  city('Nagpur', maharashtra, 21.1458, 79.0882, 2, '20'),
  city('Kochi', ['IN-KL', 'Kerala', 'IN'], 9.9312, 76.2673, 1.5, '44'),
  city('Jaipur', ['IN-RJ', 'Rajasthan', 'IN'], 26.9124, 75.7873, 1.5, '11'),
  city('New York', ['US-NY', 'New York', 'US'], 40.7128, -74.006, 1.5, '212'),
  city('Austin', ['US-TX', 'Texas', 'US'], 30.2672, -97.7431, 1, '512'),
  city('London', ['GB-LND', 'London', 'GB'], 51.5072, -0.1276, 1.5, '20'),
] as const satisfies readonly City[]

const weights = CITIES.map(({ weight }) => weight)

export const pickCity = (random: Random): City => CITIES[random.weighted(weights)]!

export const placeOf = ({ city, region, regionName, country, latitude, longitude }: City): Place => ({
  city,
  region,
  regionName,
  country,
  latitude,
  longitude,
})

export type { City }

/** First two bytes of address blocks of large access networks, so that a look-up by country finds something. */
const networks: Readonly<Record<string, readonly string[]>> = {
  IN: ['49.36', '49.37', '106.200', '117.195', '117.201', '122.161', '182.68', '59.92'],
  US: ['73.15', '73.92', '76.100'],
  GB: ['86.140', '81.150'],
}
const hosting = ['51.15', '167.99', '139.59', '104.236', '159.65']

const addressIn = (random: Random, blocks: readonly string[]): string =>
  `${random.pick(blocks)}.${random.below(256)}.${1 + random.below(254)}`

export const addressFrom = (random: Random, country: string): string =>
  addressIn(random, networks[country] ?? networks.IN!)

export const hostingAddress = (random: Random): string => addressIn(random, hosting)

const areaCodes =
  '212 512 415 312 206 303 404 617 702 713 214 305 503 602 615 646 718 816 901 919 972 202 210 216 314'.split(
    ' ',
  )

/**
 * The n-th telephone number of a country that rings nobody, or `undefined` when there are no more of them.
 * United States: 555-0100 to 0199 of an area; United Kingdom: 020 7946 0000 to 0999 (both set aside for
 * fiction); India sets none aside, so a subscriber number that starts with 1, which no exchange gives out:
 * possible by its length, valid nowhere.
 */
export const fictionalPhone = (city: City, n: number): string | undefined => {
  const digits = (value: number, length: number) => String(value).padStart(length, '0')
  if (city.country === 'US') {
    const area = areaCodes[Math.floor(n / 100)]
    return area && `+1 ${area} 555 01${digits(n % 100, 2)}`
  }
  if (city.country === 'GB') return n < 1000 ? `+44 20 7946 0${digits((n * 387) % 1000, 3)}` : undefined
  if (n >= 10_000_000) return undefined
  const subscriber = digits((n * 7_654_321 + 2_345_678) % 10_000_000, 7)
  return `+91 ${city.dial} 1${subscriber.slice(0, 3)} ${subscriber.slice(3)}`
}
