import { EmptyState, Page, SkeletonLines } from '@tributary/ui'
import { CircleCheck } from 'lucide-react'
import { type Outputs, trpc } from '../../api/trpc.ts'
import { paths } from '../../paths.ts'
import { useMe } from '../../session/session.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { usePageTitle } from '../../shell/page-title.ts'
import { Checklist } from './checklist.tsx'
import { DemoNotice } from './demo-notice.tsx'
import { FailedEffects } from './failed-effects.tsx'
import { HeldCard } from './held-card.tsx'
import { Queue } from './queue.tsx'

type HomeData = Outputs['home']['read']

const isQuiet = ({ late, fresh, overdue, upcoming, waiting, effects, held }: HomeData): boolean =>
  [late, fresh, overdue, upcoming, waiting].every(({ total }) => total.count === 0) &&
  effects.length === 0 &&
  held.quarantined === 0

const Content = ({ home }: { home: HomeData }) => {
  const begun = home.checklist.some(({ step, done }) => step === 'first_lead' && done)
  return (
    <>
      {begun ? null : <Checklist steps={home.checklist} />}
      {isQuiet(home) && begun ? (
        <EmptyState title="Nothing needs you now" icon={<CircleCheck aria-hidden />}>
          New leads, missed steps and what went wrong appear here by themselves.
        </EmptyState>
      ) : null}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Queue
          title="Answer now"
          words="The promised time has passed."
          tone="danger"
          queue={home.late}
          due={({ responseDueAt }) => responseDueAt}
          all={paths.leads({ owner: ['me'], response: 'late' })}
        />
        <Queue
          title="Missed next steps"
          words="You planned these for earlier."
          tone="danger"
          queue={home.overdue}
          due={({ nextStep }) => nextStep?.at ?? null}
          all={paths.leads({ owner: ['me'], nextStep: 'overdue' })}
        />
        <Queue
          title="New for you"
          words="Nobody has contacted them yet."
          tone="primary"
          queue={home.fresh}
          due={({ responseDueAt }) => responseDueAt}
          all={paths.leads({ owner: ['me'], response: 'due' })}
        />
        <Queue
          title="Next 24 hours"
          words="Your next steps that fall due."
          tone="neutral"
          queue={home.upcoming}
          due={({ nextStep }) => nextStep?.at ?? null}
          all={paths.leads({ owner: ['me'], nextStep: 'soon' })}
        />
        <Queue
          title="Waiting for an owner"
          words="Nobody was free. Take one, or give it to somebody."
          tone="warning"
          queue={home.waiting}
          due={({ waitingSince }) => waitingSince}
          all={paths.leads({ waiting: true })}
        />
        <FailedEffects effects={home.effects} />
        <HeldCard held={home.held} />
      </div>
      {begun ? <Checklist steps={home.checklist} /> : null}
    </>
  )
}

/** What needs me now? */
export const Home = () => {
  usePageTitle('Home')
  const me = useMe()
  const home = trpc.home.read.useQuery()
  return (
    <Page title={`Good to see you, ${me.nickname || me.name}`} summary="What needs you now">
      {me.organization.isDemo ? <DemoNotice /> : null}
      <Loaded
        query={home}
        what="Your work"
        waiting={<SkeletonLines lines={10} label="Your work is being loaded" />}
      >
        {(data) => <Content home={data} />}
      </Loaded>
    </Page>
  )
}
