const KEY = 'tributary.open-list'

/** The list a lead was opened from: where it is, and its order, for "previous" and "next". */
export type OpenList = { readonly href: string; readonly ids: readonly string[]; readonly total: string }

export const rememberList = (list: OpenList): void => {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(list))
  } catch {
    // Without storage there is no previous and next.
  }
}

export const recallList = (): OpenList | null => {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? 'null')
  } catch {
    return null
  }
}

export const neighbours = (list: OpenList | null, id: string) => {
  const at = list ? list.ids.indexOf(id) : -1
  if (!list || at < 0) return null
  return {
    place: at + 1,
    total: list.total,
    href: list.href,
    previous: list.ids[at - 1] ?? null,
    next: list.ids[at + 1] ?? null,
  }
}
