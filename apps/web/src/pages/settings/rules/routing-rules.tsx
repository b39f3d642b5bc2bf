import { Link } from '@tanstack/react-router'
import { Badge, buttonClasses, Card, Page } from '@tributary/ui'
import { type Outputs, trpc } from '../../../api/trpc.ts'
import { paths } from '../../../paths.ts'
import { Loaded } from '../../../shell/loaded.tsx'
import { usePageTitle } from '../../../shell/page-title.ts'

type Rules = Outputs['rules']['routing']
type Rule = Rules['rules'][number]

type StepProps = { mark: string; title: string; who: string; when?: Rule['when']; respectsHours: boolean }

const Step = ({ mark, title, who, when = [], respectsHours }: StepProps) => (
  <li className="flex gap-3 px-4 py-3 text-sm">
    <span
      aria-hidden
      className="grid size-6 shrink-0 place-items-center rounded-full bg-hover font-medium text-muted text-xs tabular-nums"
    >
      {mark}
    </span>
    <div className="min-w-0 flex-1">
      <p className="font-medium">{title}</p>
      <p className="text-muted">
        {when.length === 0
          ? 'For every lead'
          : `For leads with ${when.map(({ what, values }) => `${what.toLowerCase()} ${values.join(' or ')}`).join(', and ')}`}
      </p>
      <p className="mt-1 flex flex-wrap items-center gap-2">
        <span>
          Chooses from: <span className="font-medium">{who}</span>
        </span>
        <Badge tone={respectsHours ? 'neutral' : 'warning'}>
          {respectsHours ? 'In working hours' : 'At any hour'}
        </Badge>
      </p>
    </div>
  </li>
)

const WHY = [
  ['Away, or out of hours', 'is passed over until they are back.'],
  ['At the limit of open leads', 'is passed over until one is closed.'],
  ['Without the service that was asked for', 'is passed over. Somebody without a list takes all services.'],
  ['Several are left', 'then whoever is owed the most gets it: in the long run everyone has their share.'],
  ['Nobody is left', 'then the next rule is tried; after the last one the lead waits, the oldest first.'],
] as const

/** To whom does a lead go, and why? */
export const RoutingRules = () => {
  usePageTitle('Routing rules')
  const rules = trpc.rules.routing.useQuery()
  return (
    <Page
      title="Routing rules"
      summary={
        rules.data
          ? `Version ${rules.data.version} is in force. Rules are tried in this order; every lead tells which of them decided.`
          : 'To whom leads go.'
      }
      actions={
        <Link {...paths.availability()} className={buttonClasses()}>
          See who takes leads
        </Link>
      }
    >
      <Loaded query={rules} what="The rules" lines={10}>
        {({ campaignOwnerRespectsHours, rules: ordered, fallback }) => (
          <div className="grid items-start gap-4 xl:grid-cols-[3fr_2fr]">
            <Card flush title="In this order">
              <ol className="divide-y divide-line border-line border-t">
                <Step
                  mark="0"
                  title="The owner of the campaign"
                  who="The one person named for the campaign, when available"
                  respectsHours={campaignOwnerRespectsHours}
                />
                {ordered.map((rule, place) => (
                  <Step
                    key={rule.id}
                    mark={String(place + 1)}
                    title={rule.name}
                    who={rule.pool}
                    when={rule.when}
                    respectsHours={rule.respectsHours}
                  />
                ))}
                {fallback ? (
                  <Step
                    mark="∞"
                    title={fallback.name}
                    who={fallback.pool}
                    respectsHours={fallback.respectsHours}
                  />
                ) : null}
              </ol>
            </Card>
            <Card title="Why somebody is passed over">
              <dl className="flex flex-col gap-3 text-sm">
                {WHY.map(([who, then]) => (
                  <div key={who}>
                    <dt className="font-medium">{who}</dt>
                    <dd className="text-muted">{then}</dd>
                  </div>
                ))}
              </dl>
            </Card>
          </div>
        )}
      </Loaded>
    </Page>
  )
}
