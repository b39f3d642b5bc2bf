import type { BudgetDecision, BudgetFollowUp, BudgetMeasure, BudgetMoved } from '@tributary/contracts'
import { Badge, Button, Card, Delta, RelativeTime, toast, Unknown, useFormats } from '@tributary/ui'
import { failureOf, trpc } from '../../api/trpc.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { ScrollBox } from '../../shell/scroll-box.tsx'
import { actionWords, dismissWords, measureWords, writeMeasure } from './budget-words.ts'
import { Measure } from './rows-behind.tsx'
import { refreshBudget } from './use-decide.ts'

const MEASURES = [
  ['roas', 'roas', 'up'],
  ['cost_per_lead', 'costPerLead', 'down'],
  ['click_rate', 'clickRate', 'up'],
] as const satisfies readonly (readonly [BudgetMeasure, keyof BudgetFollowUp, 'up' | 'down'])[]

const Moved = ({
  measure,
  moved,
  good,
  currency,
}: {
  measure: BudgetMeasure
  moved: BudgetMoved
  good: 'up' | 'down'
  currency: string
}) => (
  <tr className="border-line border-t [&>td]:py-1.5 [&>td]:pe-4">
    <th scope="row" className="py-1.5 pe-4 text-start font-normal text-muted">
      {measureWords[measure]}
    </th>
    <td className="text-end">
      <Measure measure={measure} of={moved.before} currency={currency} />
    </td>
    <td className="text-end">
      <Measure measure={measure} of={moved.after} currency={currency} />
    </td>
    <td className="text-end">
      {moved.change === null ? (
        <Unknown reason="Not enough data to compare" />
      ) : (
        <Delta value={moved.change} good={good} />
      )}
    </td>
  </tr>
)

const Happened = ({ followUp, currency }: { followUp: BudgetFollowUp; currency: string }) => {
  const formats = useFormats()
  const days = ({ start, end }: { start: string; end: string }) =>
    `${formats.day(start)} – ${formats.day(end)}`
  return (
    <ScrollBox label="What happened since">
      <table className="w-full max-w-xl text-sm">
        <thead className="text-muted text-xs">
          <tr className="[&>th]:pb-1 [&>th]:pe-4 [&>th]:font-medium">
            <th scope="col">
              <span className="sr-only">Figure</span>
            </th>
            <th scope="col" className="text-end">
              {days(followUp.before)}
            </th>
            <th scope="col" className="text-end">
              {days(followUp.after)}
            </th>
            <th scope="col" className="text-end">
              Change
            </th>
          </tr>
        </thead>
        <tbody>
          {MEASURES.map(([measure, key, good]) => (
            <Moved key={key} measure={measure} moved={followUp[key]} good={good} currency={currency} />
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

const wordsOf = ({ verdict, reason }: BudgetDecision): string =>
  verdict === 'applied' ? 'Applied' : `Dismissed: ${reason ? dismissWords[reason].toLowerCase() : ''}`

type DecisionProps = { decision: BudgetDecision; currency: string; whyNot: string | null }

const Decision = ({ decision, currency, whyNot }: DecisionProps) => {
  const formats = useFormats()
  const { advice, state, followUp } = decision
  const withdraw = trpc.budget.withdraw.useMutation({
    onSuccess: () => toast.success('Taken back: the advice is given again while the figures say so'),
    onError: (error) => toast.error('It was not taken back', { description: failureOf(error).message }),
    onSettled: refreshBudget,
  })
  const close = trpc.budget.close.useMutation({
    onError: (error) => toast.error('It was not kept', { description: failureOf(error).message }),
    onSettled: refreshBudget,
  })
  const title = `${actionWords[advice.action]} ${advice.campaign.name}`
  return (
    <li className="flex flex-col gap-2 px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="font-medium text-sm">{title}</h3>
        <Badge tone={decision.verdict === 'applied' ? 'success' : 'neutral'}>{wordsOf(decision)}</Badge>
        <span className="text-muted text-sm">
          {decision.decidedBy ?? 'Somebody'}, <RelativeTime at={decision.decidedAt} />
          {state === 'resting' ? `; looked at again on ${formats.day(decision.dueOn)}` : ''}
        </span>
        <span className="ms-auto">
          {state === 'due' ? (
            <Button
              size="small"
              pending={close.isPending}
              disabledReason={whyNot ?? (followUp ? null : 'Its figures are being counted')}
              aria-label={`Seen: ${title}`}
              onClick={() => close.mutate({ id: decision.id })}
            >
              Seen
            </Button>
          ) : state === 'resting' ? (
            <Button
              size="small"
              tone="ghost"
              pending={withdraw.isPending}
              disabledReason={whyNot}
              aria-label={`Take back: ${title}`}
              onClick={() => withdraw.mutate({ id: decision.id })}
            >
              Take back
            </Button>
          ) : null}
        </span>
      </div>
      <p className="text-muted text-sm">
        Then: {measureWords[advice.measure]} {writeMeasure(advice.measure, advice.value, formats, currency)}
        {advice.average === null
          ? ''
          : ` beside an average of ${writeMeasure(advice.measure, advice.average, formats, currency)}`}
      </p>
      {state === 'resting' ? null : followUp ? (
        <Happened followUp={followUp} currency={currency} />
      ) : (
        <p className="text-muted text-sm">What happened since is being counted.</p>
      )}
    </li>
  )
}

const List = ({
  title,
  description,
  items,
  currency,
  whyNot,
}: {
  title: string
  description?: string
  items: readonly BudgetDecision[]
  currency: string
  whyNot: string | null
}) =>
  items.length === 0 ? null : (
    <Card title={title} description={description} flush>
      <ul className="divide-y divide-line border-line border-t">
        {items.map((decision) => (
          <Decision key={decision.id} decision={decision} currency={currency} whyNot={whyNot} />
        ))}
      </ul>
    </Card>
  )

type DecisionsProps = { show: 'due' | 'others'; whyNot: string | null }

/** What was decided: after a fortnight it comes back with what happened since. */
export const Decisions = ({ show, whyNot }: DecisionsProps) => {
  const query = trpc.budget.decisions.useQuery(undefined, {
    refetchInterval: ({ state }) => (state.data?.isRefreshing ? 3000 : false),
  })
  if (show === 'due' && !query.data) return null
  return (
    <Loaded query={query} what="The decisions" lines={2}>
      {({ items, currency }) =>
        show === 'due' ? (
          <List
            title="Two weeks later"
            description="The fortnight before the decision and the one after it. It says what happened, not why; deals that close later are not in it yet."
            items={items.filter(({ state }) => state === 'due')}
            currency={currency}
            whyNot={whyNot}
          />
        ) : (
          <>
            <List
              title="Decided lately"
              items={items.filter(({ state }) => state === 'resting')}
              currency={currency}
              whyNot={whyNot}
            />
            <List
              title="Looked back at"
              items={items.filter(({ state }) => state === 'looked_at')}
              currency={currency}
              whyNot={whyNot}
            />
          </>
        )
      }
    </Loaded>
  )
}
