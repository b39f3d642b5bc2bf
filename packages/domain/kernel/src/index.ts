export { distanceKm, type Point } from './distance.ts'
export { base32, bytesFromBase32, isUuid, timeOfUuidV7, uuidV7 } from './ids.ts'
export { decimalFromMinor, type Money, minorDigits, minorFromDecimal } from './money.ts'
export {
  addDays,
  type CalendarDate,
  DAY,
  dateIn,
  daysIn,
  isCalendarDate,
  type LocalTime,
  localTime,
  type Period,
  previousPeriod,
  spanOf,
  startOfDate,
} from './periods.ts'
export { type Random, seededRandom } from './random.ts'
export { ratio, splitWhole } from './shares.ts'
