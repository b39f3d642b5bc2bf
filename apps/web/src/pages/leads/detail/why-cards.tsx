import type { LeadDetail } from '@tributary/contracts'
import { Badge, Card, RelativeTime, useFormats, Why } from '@tributary/ui'
import { Clock, MessageCircleQuestionMark, Search } from 'lucide-react'
import type { ReactNode } from 'react'
import { plural } from '../../../words.ts'

type Way = LeadDetail['wayToA']

/** The reasons behind the score; their sum is the score. */
export const WhyScore = ({ detail: { score } }: { detail: LeadDetail }) => {
  const formats = useFormats()
  return (
    <Card
      title={`Why ${formats.count(score.points)}`}
      description={
        <>
          Rules version {formats.count(score.version)}, scored <RelativeTime at={score.scoredAt} />
        </>
      }
    >
      <Why
        groups={score.groups.map(({ group, label, points, cap }) => ({
          title: label,
          points,
          of: cap,
          reasons: score.reasons
            .filter((reason) => reason.group === group)
            .map((reason) => ({ rule: reason.label, points: reason.points, of: reason.of })),
        }))}
      />
    </Card>
  )
}

const Changes = ({ title, icon, changes }: { title: string; icon: ReactNode; changes: Way['ask'] }) => {
  const formats = useFormats()
  if (changes.length === 0) return null
  return (
    <div>
      <h3 className="flex items-center gap-1.5 font-semibold text-sm [&_svg]:size-3.5 [&_svg]:text-subtle">
        {icon}
        {title}
      </h3>
      <ul className="mt-0.5 text-muted text-sm">
        {changes.map(({ rule, words, points }) => (
          <li key={rule} className="flex gap-2 py-1">
            <span className="min-w-0 flex-1">{words}</span>
            <span className="shrink-0 font-medium text-fg tabular-nums">{formats.signedCount(points)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The fewest changes that reach a grade, by who can bring them about. */
const WayUp = ({ way, title }: { way: Way; title: string }) => {
  const formats = useFormats()
  const changes = way.ask.length + way.enrich.length + way.wait.length
  return (
    <Card
      title={title}
      description={
        way.kind === 'out-of-reach'
          ? `Even with everything known it would reach ${formats.count(way.pointsAfter)} points.`
          : `${formats.count(changes)} ${plural(changes, 'change')} would bring ${formats.count(way.pointsAfter)} points.`
      }
    >
      <div className="flex flex-col gap-2">
        <Changes title="Ask" icon={<MessageCircleQuestionMark aria-hidden />} changes={way.ask} />
        <Changes title="Look up" icon={<Search aria-hidden />} changes={way.enrich} />
        <Changes title="Wait for" icon={<Clock aria-hidden />} changes={way.wait} />
      </div>
    </Card>
  )
}

export const WaysUp = ({ detail: { wayToNext, wayToA } }: { detail: LeadDetail }) => {
  if (wayToA.kind === 'reached') return null
  const oneStep = wayToNext.kind !== 'reached' && wayToNext.grade !== 'A'
  return (
    <>
      {oneStep ? <WayUp way={wayToNext} title={`What would make it a ${wayToNext.grade}`} /> : null}
      <WayUp way={wayToA} title="What would make it an A" />
    </>
  )
}

type Step = LeadDetail['whyOwner']['steps'][number]

/** Everybody who was looked at, and why not they: long, so it opens on demand. */
const Considered = ({ step }: { step: Step }) => {
  const formats = useFormats()
  const people = [...step.candidates, ...step.skipped]
  if (people.length === 0) return null
  return (
    <details className="mt-0.5 text-muted text-xs">
      <summary className="min-h-6 cursor-pointer content-center rounded-sm hover:text-fg">
        {formats.count(people.length)} {people.length === 1 ? 'person was' : 'people were'} considered
      </summary>
      <ul className="mt-1 flex flex-col gap-0.5 border-line border-s ps-3">
        {people.map(({ name, words }) => (
          <li key={name + words}>
            <span className="text-fg">{name}</span>: {words}
          </li>
        ))}
      </ul>
    </details>
  )
}

/** Who has it, and each rule that was asked on the way. */
export const WhyOwner = ({ detail: { whyOwner, promise } }: { detail: LeadDetail }) => {
  const formats = useFormats()
  return (
    <Card
      title="Why this owner"
      description={
        <>
          {whyOwner.words} <RelativeTime at={whyOwner.at} />
        </>
      }
      footer={
        <span className="flex flex-wrap items-center gap-2">
          <Badge
            tone={
              promise.state === 'answered'
                ? 'success'
                : promise.state === 'late'
                  ? 'danger'
                  : promise.state === 'answered_late'
                    ? 'warning'
                    : 'info'
            }
          >
            {
              {
                answered: 'Answered in time',
                answered_late: 'Answered late',
                due: 'Answer due',
                late: 'Answer late',
              }[promise.state]
            }
          </Badge>
          <span className="min-w-0 flex-1">
            Promised within {promise.words}, by {formats.dateTime(new Date(promise.dueAt))}
          </span>
        </span>
      }
    >
      {whyOwner.steps.length > 0 ? (
        <ol className="flex flex-col gap-2 text-sm">
          {whyOwner.steps.map((step) => (
            <li key={step.name + step.words} className="flex gap-2">
              <span
                aria-hidden
                className={
                  step.chosen
                    ? 'mt-1.5 size-2 shrink-0 rounded-full bg-success'
                    : 'mt-1.5 size-2 shrink-0 rounded-full border border-field'
                }
              />
              <div className="min-w-0 flex-1">
                <span className="font-medium">{step.name}</span>
                <span className="text-muted">: {step.words}</span>
                <Considered step={step} />
              </div>
            </li>
          ))}
        </ol>
      ) : (
        <p className="text-muted text-sm">A person decided; no rule was asked.</p>
      )}
    </Card>
  )
}
