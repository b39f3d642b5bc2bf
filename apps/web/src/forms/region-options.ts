import type { Option } from '@tributary/ui'

const guess = new Intl.DateTimeFormat().resolvedOptions()

const named = (codes: readonly string[], type: 'currency' | 'language'): Option[] => {
  const names = new Intl.DisplayNames(['en'], { type })
  return codes
    .map((code) => ({ value: code, label: `${names.of(code) ?? code} (${code})` }))
    .sort((one, other) => one.label.localeCompare(other.label))
}

/** Ways to write numbers and dates that the browser knows; more can be typed nowhere, so the list is broad. */
const LOCALES = [
  'en-US',
  'en-GB',
  'en-IN',
  'en-AU',
  'en-CA',
  'en-IE',
  'en-NZ',
  'en-SG',
  'en-ZA',
  'hi-IN',
  'de-DE',
  'de-AT',
  'de-CH',
  'fr-FR',
  'fr-CA',
  'fr-CH',
  'es-ES',
  'es-MX',
  'es-AR',
  'it-IT',
  'pt-BR',
  'pt-PT',
  'nl-NL',
  'nl-BE',
  'da-DK',
  'sv-SE',
  'nb-NO',
  'fi-FI',
  'pl-PL',
  'cs-CZ',
  'sk-SK',
  'hu-HU',
  'ro-RO',
  'bg-BG',
  'el-GR',
  'tr-TR',
  'uk-UA',
  'ru-RU',
  'he-IL',
  'ar-AE',
  'ar-EG',
  'ar-SA',
  'ja-JP',
  'ko-KR',
  'zh-CN',
  'zh-TW',
  'zh-HK',
  'th-TH',
  'vi-VN',
  'id-ID',
  'ms-MY',
] as const

export const timeZones = (): Option[] =>
  [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])].map((zone) => ({
    value: zone,
    label: zone.replaceAll('_', ' '),
  }))
export const currencies = (): Option[] => named(Intl.supportedValuesOf('currency'), 'currency')
export const locales = (current?: string): Option[] =>
  named([...new Set([...LOCALES, ...(current ? [current] : [])])], 'language')

export const browserTimeZone = (): string => guess.timeZone
export const browserLocale = (): string => {
  const language = navigator.language
  return (
    LOCALES.find((locale) => locale === language) ??
    LOCALES.find((locale) => locale.startsWith(language.slice(0, 2))) ??
    'en-US'
  )
}
