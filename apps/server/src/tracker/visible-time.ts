/** Counts the time in which the page could be seen. */
export const openVisibleTime = () => {
  let total = 0
  let since: number | null = null
  const follow = (): void => {
    const now = performance.now()
    if (since !== null) total += now - since
    since = document.visibilityState === 'visible' ? now : null
  }
  document.addEventListener('visibilitychange', follow)
  follow()
  return {
    seconds: (): number => {
      follow()
      return Math.round(total / 1000)
    },
    restart: (): void => {
      follow()
      total = 0
    },
  }
}
export type VisibleTime = ReturnType<typeof openVisibleTime>
