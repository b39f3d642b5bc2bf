const RECENT_MS = 60_000
let lastAct = Date.now()
const act = () => {
  lastAct = Date.now()
}
for (const kind of ['pointerdown', 'keydown', 'wheel', 'touchmove'])
  window.addEventListener(kind, act, { passive: true, capture: true })

/** Told with each call: reading news keeps no session alive, a person in front of the screen does. */
export const activityHeader = (): Record<string, string> =>
  Date.now() - lastAct < RECENT_MS ? { 'x-tributary-active': '1' } : {}
