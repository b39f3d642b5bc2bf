import { EFFECT_KINDS, EFFECT_STATES } from '@tributary/ledger/lists'
import { z } from 'zod'
import { LeadCount, LeadRow } from './lead-list.ts'

/** A queue of the home page: the first leads of it, and how many there are. */
const Queue = z.object({ leads: z.array(LeadRow), total: LeadCount })

/** What is left before leads flow. */
export const CHECKLIST_STEPS = [
  'campaign',
  'capture',
  'products',
  'offices',
  'team',
  'notifications',
  'first_lead',
] as const
export type ChecklistStep = (typeof CHECKLIST_STEPS)[number]

export const Home = z.object({
  /** My leads nobody has contacted yet: past the promised answer, and still within it. */
  late: Queue,
  fresh: Queue,
  /** My next steps: missed, and of the next 24 hours. */
  overdue: Queue,
  upcoming: Queue,
  /** Leads that wait for somebody, longest first. */
  waiting: Queue,
  /** Notifications that went wrong and need a person. */
  effects: z.array(
    z.object({
      id: z.uuid(),
      kind: z.enum(EFFECT_KINDS),
      state: z.enum(EFFECT_STATES),
      reason: z.string().nullable(),
      leadId: z.uuid().nullable(),
      at: z.string(),
    }),
  ),
  held: z.object({ quarantined: z.int(), spam: z.int() }),
  checklist: z.array(z.object({ step: z.enum(CHECKLIST_STEPS), done: z.boolean() })),
})
export type Home = z.infer<typeof Home>
