/** What can go wrong over HTTP. `answer_then_reset`, `truncate` and `slow_body` happen after the effect was applied. */
export type HttpFault =
  | { type: 'status'; status: number; body?: string; headers?: Record<string, string> }
  | { type: 'delay_ms'; ms: number }
  | { type: 'hang' }
  | { type: 'reset' }
  | { type: 'truncate' }
  | { type: 'slow_body' }
  | { type: 'answer_then_reset' }
  | { type: 'malformed_json' }
  | { type: 'html_502' }

export const SMTP_STAGES = ['connect', 'mail', 'rcpt', 'data'] as const
export type SmtpStage = (typeof SMTP_STAGES)[number]

/** What can go wrong over SMTP. After `drop_after_data` the mail is in the box and the sender was not told. */
export type SmtpFaultAction =
  | { type: 'reply'; stage: SmtpStage; code: number; text?: string }
  | { type: 'slow_greeting'; ms: number }
  | { type: 'auth_failure' }
  | { type: 'drop_before_data' }
  | { type: 'drop_after_data' }
  | { type: 'hang_after_data' }

type Often = {
  /** How many matching requests it meets; without it, all until the next reset. */
  times?: number
  /** Of the matching requests, this share, spread evenly: 0.3 is three of ten. */
  share?: number
}

export type SlackFault = Often & {
  service: 'slack'
  match?: { method?: string; path?: string; body?: string }
  action: HttpFault
}
export type SmtpFault = Often & { service: 'smtp'; match?: { to?: string }; action: SmtpFaultAction }
export type Fault = SlackFault | SmtpFault

type Queued = { fault: Fault; left: number; due: number }

const isDue = (entry: Queued): boolean => {
  entry.due += entry.fault.share ?? 1
  // The tolerance keeps ten tenths from being a hair less than one.
  if (entry.due < 1 - 1e-9) return false
  entry.due -= 1
  entry.left -= 1
  return true
}

export type FaultScript = {
  add: (faults: readonly Fault[]) => void
  list: () => Fault[]
  clear: () => void
  takeHttp: (request: { method: string; path: string; body: string }) => HttpFault | null
  /** The next SMTP fault among the given kinds that fits this stage and recipient. */
  takeSmtp: (fits: (action: SmtpFaultAction) => boolean, to?: string) => SmtpFaultAction | null
}

const fitsRequest = (
  { match }: SlackFault,
  request: { method: string; path: string; body: string },
): boolean =>
  (match?.method === undefined || match.method === request.method) &&
  (match?.path === undefined || request.path.startsWith(match.path)) &&
  (match?.body === undefined || request.body.includes(match.body))

/** The queue of scripted faults: the first that fits is met, in the order they were scripted. */
export const createFaultScript = (): FaultScript => {
  let queue: Queued[] = []
  const take = <A>(pick: (fault: Fault) => A | null): A | null => {
    for (const entry of queue) {
      const action = pick(entry.fault)
      if (action === null || !isDue(entry)) continue
      queue = queue.filter(({ left }) => left > 0)
      return action
    }
    return null
  }
  return {
    add: (faults) => {
      queue.push(...faults.map((fault) => ({ fault, left: fault.times ?? Number.POSITIVE_INFINITY, due: 0 })))
    },
    list: () => queue.map(({ fault }) => fault),
    clear: () => {
      queue = []
    },
    takeHttp: (request) =>
      take((fault) => (fault.service === 'slack' && fitsRequest(fault, request) ? fault.action : null)),
    takeSmtp: (fits, to) =>
      take((fault) =>
        fault.service === 'smtp' &&
        fits(fault.action) &&
        (fault.match?.to === undefined || fault.match.to === to)
          ? fault.action
          : null,
      ),
  }
}
