import { decimalFromMinor, type Money, minorDigits } from '@tributary/kernel'

/** Whose eyes read the page: the user's locale, the workspace's currency and zone. */
export type Region = { locale: string; currency: string; timeZone: string }

export type Formats = ReturnType<typeof createFormats>

/** Written where a value is not known; the reason stands beside it, and it is never 0. */
export const UNKNOWN = '–'

const NBSP = '\u00a0'
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** English readers of rupees read lakhs and crores, whatever English their browser speaks. */
const moneyLocale = (locale: string, currency: string): string =>
  currency === 'INR' && locale.toLowerCase().startsWith('en') ? 'en-IN' : locale

const remember = <T>(make: (key: string) => T): ((key: string) => T) => {
  const known = new Map<string, T>()
  return (key) => {
    const found = known.get(key)
    if (found !== undefined) return found
    const made = make(key)
    known.set(key, made)
    return made
  }
}

const moneyFormats = (locale: string) => {
  const full = remember(
    (currency) =>
      new Intl.NumberFormat(moneyLocale(locale, currency), {
        style: 'currency',
        currency,
        trailingZeroDisplay: 'stripIfInteger',
      }),
  )
  const short = remember(
    (currency) =>
      new Intl.NumberFormat(moneyLocale(locale, currency), {
        style: 'currency',
        currency,
        notation: 'compact',
        maximumFractionDigits: currency === 'INR' ? 2 : 1,
        trailingZeroDisplay: 'stripIfInteger',
      }),
  )
  const decimal = ({ minor, currency }: Money) => decimalFromMinor(minor, currency) as `${number}`
  return {
    /** ₹48,20,000: in full, for tables; cents only where there are any. */
    money: (money: Money): string => full(money.currency).format(decimal(money)),
    /** ₹89.23L or $8.9M: for figures read at a glance; keep the full value in the title. */
    moneyCompact: (money: Money): string => short(money.currency).format(decimal(money)),
  }
}

const numberFormats = (locale: string) => {
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
  const oneDigit = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
  const twoDigits = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 })
  const threeDigits = new Intl.NumberFormat(locale, { minimumFractionDigits: 3, maximumFractionDigits: 3 })
  const hundredths = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
  const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 })
  const percentWhole = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })
  const percentTenth = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  // 9.96 % rounds to 10.0 %, so the choice is made on the rounded value
  const percent = (ratio: number): string =>
    (Math.abs(Math.round(ratio * 1000)) >= 100 ? percentWhole : percentTenth).format(ratio)
  return {
    /** 1,480 */
    count: (value: number): string => whole.format(value),
    /** Exact to the ceiling, then "10,000+": counts beyond it are not counted. */
    countUpTo: (value: number, ceiling: number): string =>
      value > ceiling ? `${whole.format(ceiling)}+` : whole.format(value),
    /** 12.4K */
    countCompact: (value: number): string => compact.format(value),
    /** 12.3: one decimal at most. */
    decimal: (value: number): string => oneDigit.format(value),
    /** A ratio of 0.0412 is "4.1%", 0.412 is "41%". */
    percent,
    /** 64 % ± 9: a probability and the half-width of its interval, both as ratios. */
    probability: (ratio: number, halfWidth?: number): string => {
      const text = `${whole.format(ratio * 100)}${NBSP}%`
      return halfWidth === undefined ? text : `${text} ±${NBSP}${whole.format(halfWidth * 100)}`
    },
    /** 3.95×: return on ad spend and other multiples. */
    multiple: (value: number): string => `${twoDigits.format(value)}×`,
    /** +12% or −3.4%, with a real minus sign. */
    signedPercent: (ratio: number): string => sign(ratio) + percent(Math.abs(ratio)),
    signedCount: (value: number): string => sign(value) + oneDigit.format(Math.abs(value)),
    /** 0.512: a measure that is compared to the third digit. */
    fine: (value: number): string => threeDigits.format(value),
    /** +0.82 or −0.30 */
    signedFine: (value: number): string => sign(Math.round(value * 100)) + hundredths.format(Math.abs(value)),
  }
}

const sign = (value: number): string => (value > 0 ? '+' : value < 0 ? '−' : '')

const timeFormats = (locale: string, timeZone: string) => {
  const instant = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone,
  })
  const zoned = new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'short',
  })
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone })
  const dayOf = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone })
  const dayYearOf = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone,
  })
  // Calendar dates are no instants: read and written in UTC they can never shift with the reader's zone.
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' })
  const dayYear = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  })
  const month = new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' })
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' })
  const isoDay = new Intl.DateTimeFormat('en-CA', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    timeZone,
  })
  const atNoon = (date: string) => new Date(`${date.slice(0, 10)}T12:00:00Z`)
  const unit = (value: number, name: string) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short' }).format(value)
  return {
    /** The calendar date `2026-11-03` as "3 Nov". */
    day: (date: string): string => day.format(atNoon(date)),
    /** The calendar date `2026-11-03` as "3 Nov 2026". */
    dayYear: (date: string): string => dayYear.format(atNoon(date)),
    /** The month of a calendar date: "Nov 2026". */
    month: (date: string): string => month.format(atNoon(date)),
    /** "Mon" for 0 to "Sun" for 6. */
    weekday: (index: number): string => weekday.format(new Date(Date.UTC(2024, 0, 1 + index))),
    dateTime: (at: Date): string => instant.format(at),
    /** With the zone, for the hover text of a short time. */
    dateTimeZone: (at: Date): string => zoned.format(at),
    time: (at: Date): string => clock.format(at),
    /** Which calendar date it is in the workspace's zone: `2026-11-03`. */
    dateIn: (at: Date): string => isoDay.format(at),
    /** "14 min" or "3 hr" under a day, then "3 Nov", with the year when it is another one. */
    relative: (at: Date, now: Date): string => {
      const gap = Math.abs(now.getTime() - at.getTime())
      const ahead = at.getTime() > now.getTime()
      if (gap < MINUTE) return 'now'
      if (gap < DAY) {
        const text =
          gap < HOUR ? unit(Math.floor(gap / MINUTE), 'minute') : unit(Math.floor(gap / HOUR), 'hour')
        return ahead ? `in ${text}` : text
      }
      return at.getUTCFullYear() === now.getUTCFullYear() ? dayOf.format(at) : dayYearOf.format(at)
    },
    /** 95 s → "1 min 35 sec"; two units at most. */
    duration: (seconds: number): string => {
      const parts: [number, string][] = [
        [Math.floor(seconds / 86_400), 'day'],
        [Math.floor((seconds % 86_400) / 3600), 'hour'],
        [Math.floor((seconds % 3600) / 60), 'minute'],
        [Math.round(seconds % 60), 'second'],
      ]
      const first = parts.findIndex(([value]) => value > 0)
      if (first < 0) return unit(0, 'second')
      return parts
        .slice(first, first + 2)
        .filter(([value]) => value > 0)
        .map(([value, name]) => unit(value, name))
        .join(' ')
    },
    timeZone,
  }
}

const countries = new Intl.DisplayNames(['en'], { type: 'region' })

/** `IN` is India; what is no country's code stays as it is. */
export const countryName = (code: string): string => {
  try {
    return countries.of(code) ?? code
  } catch {
    return code
  }
}

/** Every way a number, an amount or a time is written on screen. The only place that speaks to `Intl`. */
export const createFormats = (region: Region) => ({
  ...moneyFormats(region.locale),
  ...numberFormats(region.locale),
  ...timeFormats(region.locale, region.timeZone),
  currency: region.currency,
  locale: region.locale,
  /** The amount in the workspace's currency. */
  own: (minor: number): Money => ({ minor, currency: region.currency }),
  minorDigits: () => minorDigits(region.currency),
})
