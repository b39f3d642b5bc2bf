import { bareAddress } from './page-address.ts'

export type ViewsOptions = {
  readonly url: string
  readonly campaign: () => string | undefined
  readonly token: () => string | undefined
  readonly mayRemember: () => boolean
  readonly tracking: () => Record<string, string | undefined>
  readonly consent: () => boolean | undefined
  /** How long the page could be seen by now. */
  readonly seconds: () => number
  readonly moved: () => void
}

/**
 * Reports each page once it can be seen: the first, those an app moves to by itself, and those the browser brings back;
 * and how long it was seen when it is left.
 */
export const openPageViews = (options: ViewsOptions) => {
  let pending = true
  let refused = false
  const place = (): string => bareAddress(location.href).split('?')[0]!
  let last = place()
  let view: object | undefined

  const send = (body: object) =>
    fetch(options.url, {
      method: 'POST',
      mode: 'cors',
      credentials: 'omit',
      keepalive: true,
      // Plain text needs no question beforehand, which a page that is being left could not wait for.
      headers: { 'content-type': 'text/plain' },
      body: JSON.stringify(body),
    })
  const leave = (): void => {
    if (view && !refused && options.mayRemember())
      send({ ...view, seconds_on_page: Math.min(options.seconds(), 86400) }).catch(() => undefined)
    view = undefined
  }
  const report = (): void => {
    const campaign = options.campaign()
    if (!pending || refused || !campaign || !options.mayRemember() || document.visibilityState !== 'visible')
      return
    pending = false
    view = {
      campaign_id: campaign,
      campaign_token: options.token(),
      page_url: bareAddress(location.href).slice(0, 2000),
      consent_given: options.consent(),
      ...options.tracking(),
    }
    send(view).then(
      ({ status }) => {
        // What was refused once will be refused again: a page that may not report stays silent.
        refused = status >= 400 && status < 500 && status !== 429
      },
      () => undefined,
    )
  }
  const turn = (): void => {
    pending = true
    report()
  }
  const follow = (): void => {
    const now = place()
    if (now === last) return
    last = now
    leave()
    options.moved()
    turn()
  }

  for (const name of ['pushState', 'replaceState'] as const) {
    const original = history[name].bind(history)
    history[name] = (...args) => {
      original(...args)
      follow()
    }
  }
  addEventListener('popstate', follow)
  addEventListener('pagehide', leave)
  addEventListener('pageshow', (event) => {
    if (!event.persisted) return
    options.moved()
    turn()
  })
  document.addEventListener('visibilitychange', report)
  return {
    report,
    /** What was refused for want of consent may be taken now. */
    resume: (): void => {
      pending ||= refused
      refused = false
      report()
    },
  }
}
