export const UTM = ['utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content'] as const

/** As `CLICK_IDS` of the leads room: names of the ids that advertisers add to a link. */
const CLICK_IDS =
  /^(?:gclid|gbraid|wbraid|dclid|msclkid|yclid|fbclid|igshid|ttclid|twclid|li_fat_id|rdt_cid|sccid|epik|mc_eid)$/i

const urlOf = (address: string): URL | null => {
  try {
    return new URL(address)
  } catch {
    return null
  }
}

/** Where a visit arrived, and with what in its address. */
export type Arrival = Partial<Record<(typeof UTM)[number], string>> & {
  landing_page_url: string
  referrer_url?: string
}

/** An address without what may tell about a person: of the query only campaign tags and click ids stay. */
export const bareAddress = (address: string): string => {
  const url = urlOf(address)
  if (!url) return ''
  const kept = [...url.searchParams].filter(
    ([name, value]) => value && (UTM.includes(name as never) || CLICK_IDS.test(name)),
  )
  const query = new URLSearchParams(kept).toString()
  return url.origin + url.pathname + (query && `?${query}`)
}

/** Whether an address says which effort led to it. */
const isTagged = (address: string): boolean => bareAddress(address).includes('?')

const isElsewhere = (referrer: string): boolean => {
  const url = urlOf(referrer)
  return url !== null && url.hostname !== location.hostname
}

/** How the browser came to this page; `fresh` when an effort led here, and not a link of the site itself. */
export const readArrival = (): { arrival: Arrival; fresh: boolean } => {
  const { searchParams } = new URL(location.href)
  const elsewhere = isElsewhere(document.referrer)
  const arrival: Arrival = { landing_page_url: bareAddress(location.href).slice(0, 2000) }
  if (elsewhere) arrival.referrer_url = bareAddress(document.referrer).split('?')[0]!.slice(0, 2000)
  for (const name of UTM) {
    const value = searchParams.get(name)?.trim().slice(0, 255)
    if (value) arrival[name] = value
  }
  return { arrival, fresh: elsewhere || isTagged(location.href) }
}
