import { Link } from '@tanstack/react-router'
import type { Permission } from '@tributary/access'
import type { ChecklistStep } from '@tributary/contracts'
import { Card, cn } from '@tributary/ui'
import { Check, ChevronRight } from 'lucide-react'
import { useMay } from '../../session/session.ts'

type Words = { label: string; why: string; to: string; needs: Permission }

const STEPS = {
  campaign: {
    label: 'Start a campaign',
    why: 'Leads always belong to one.',
    to: '/campaigns/new',
    needs: 'campaigns.write',
  },
  capture: {
    label: 'Let your website send leads',
    why: 'Name the addresses your forms stand on.',
    to: '/campaigns',
    needs: 'campaigns.write',
  },
  products: {
    label: 'Add what you sell',
    why: 'Then a lead that names it is recognised.',
    to: '/settings/products',
    needs: 'catalogue.manage',
  },
  offices: {
    label: 'Add your offices',
    why: 'Then leads go to the nearest people.',
    to: '/settings/offices',
    needs: 'offices.manage',
  },
  team: {
    label: 'Invite your team',
    why: 'Leads need owners.',
    to: '/settings/members',
    needs: 'members.manage',
  },
  notifications: {
    label: 'Connect Slack',
    why: 'Then nobody misses a hot lead.',
    to: '/settings/notifications',
    needs: 'notifications.manage',
  },
  first_lead: {
    label: 'See the first lead',
    why: 'Enter one by hand, or send one.',
    to: '/leads/new',
    needs: 'leads.write.own',
  },
} as const satisfies Record<ChecklistStep, Words>

type ChecklistProps = { steps: readonly { step: ChecklistStep; done: boolean }[] }

/** What is left before leads flow; gone when all of it is done. */
export const Checklist = ({ steps }: ChecklistProps) => {
  const may = useMay()
  const mine = steps.filter(({ step }) => may.can(STEPS[step].needs))
  const done = mine.filter((step) => step.done).length
  if (done === mine.length) return null
  return (
    <Card flush title="Set up Tributary" description={`${done} of ${mine.length} steps done`}>
      <ul className="divide-y divide-line border-line border-t">
        {mine.map(({ step, done: isDone }) => {
          const { label, why, to } = STEPS[step]
          return (
            <li key={step}>
              <Link
                to={to}
                className="flex items-center gap-3 px-4 py-2.5 text-sm -outline-offset-2 hover:bg-row"
              >
                <span
                  aria-hidden
                  className={cn(
                    'grid size-5 shrink-0 place-items-center rounded-full border border-field [&_svg]:size-3',
                    isDone && 'border-transparent bg-success-soft text-success',
                  )}
                >
                  {isDone ? <Check /> : null}
                </span>
                <span className="min-w-0 flex-1">
                  <span className={cn('block font-medium', isDone && 'text-muted line-through')}>
                    {label}
                  </span>
                  <span className="block text-muted text-xs">{isDone ? 'Done' : why}</span>
                </span>
                <ChevronRight aria-hidden className="size-4 text-subtle" />
              </Link>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
