const MINUTES_5 = 300_000

/** Whether an event was recorded long after it happened: the demo's past, or what somebody brings from elsewhere. */
export const isHistory = (event: { readonly occurredAt: number; readonly recordedAt: number }): boolean =>
  event.recordedAt - event.occurredAt > MINUTES_5
