import { distanceKm, type Point } from '@tributary/kernel'
import type { Office } from './team.ts'

/** `distanceKm` is null where the region code alone settled it. */
export type FoundOffice = { readonly index: number; readonly distanceKm: number | null }

type Place = { readonly country: string | null; readonly region: string | null; readonly point: Point | null }

/** The nearest of the offices allowed; the earlier one where two are as near. */
export const nearestOffice = (
  offices: readonly Office[],
  from: Point | null,
  allowed: (index: number) => boolean = () => true,
): FoundOffice | null => {
  if (from === null) return null
  let found: FoundOffice | null = null
  for (let index = 0; index < offices.length; index++) {
    const point = offices[index]?.point
    if (!point || !allowed(index)) continue
    const distance = distanceKm(from, point)
    if (found === null || distance < (found.distanceKm ?? 0)) found = { index, distanceKm: distance }
  }
  return found
}

/**
 * The office that a place belongs to: by region code, else the nearest. A region code counts within its country
 * (WA is Washington and Western Australia) where the lead's country is known. Of several offices in one region the
 * nearest, else the first.
 *
 * A lead in region MH goes to the office of MH, however near another one is; a lead in GJ, where there is none,
 * goes to the nearest.
 */
export const officeOf = (offices: readonly Office[], place: Place): FoundOffice | null => {
  const region = place.region?.toUpperCase()
  const country = place.country?.toUpperCase()
  const inRegion = (index: number): boolean => {
    const office = offices[index]
    return (
      office !== undefined &&
      office.regionCode.toUpperCase() === region &&
      (country === undefined || office.country.toUpperCase() === country)
    )
  }
  const first = region === undefined ? -1 : offices.findIndex((_, index) => inRegion(index))
  if (first < 0) return nearestOffice(offices, place.point)
  return nearestOffice(offices, place.point, inRegion) ?? { index: first, distanceKm: null }
}
