import { Badge, Card, GradeBadge, Page, useFormats } from '@tributary/ui'
import { type Outputs, trpc } from '../../../api/trpc.ts'
import { Loaded } from '../../../shell/loaded.tsx'
import { usePageTitle } from '../../../shell/page-title.ts'
import { ScrollBox } from '../../../shell/scroll-box.tsx'

type Rules = Outputs['rules']['scoring']

const gradeWords = { A: 'Hot', B: 'Warm', C: 'Cold', D: 'Nurture' } as const

const Grades = ({ grades }: { grades: Rules['grades'] }) => (
  <Card
    title="Grades"
    description="The points decide the grade, the grade decides how fast somebody answers."
  >
    <ul className="grid gap-2 sm:grid-cols-4">
      {grades.map(({ grade, from }, place) => (
        <li key={grade} className="flex items-center gap-3 rounded-md border border-line p-3 text-sm">
          <GradeBadge grade={grade} size="large" />
          <span>
            <span className="block font-medium">{gradeWords[grade]}</span>
            <span className="block text-muted text-xs">
              {from} to {place === 0 ? 100 : (grades[place - 1]?.from ?? 100) - 1} points
            </span>
          </span>
        </li>
      ))}
    </ul>
  </Card>
)

const Group = ({ group }: { group: Rules['groups'][number] }) => {
  const { count } = useFormats()
  return (
    <Card
      flush
      title={group.label}
      description={`At most ${count(group.cap)} points together, whatever the rules add up to.`}
      actions={<Badge tone="primary">{count(group.cap)}</Badge>}
    >
      <ScrollBox label={group.label}>
        <table className="w-full border-line border-t text-sm">
          <caption className="sr-only">{group.label}: what earns how many points</caption>
          <thead>
            <tr className="text-start text-muted text-xs">
              <th scope="col" className="px-4 py-2 text-start font-medium">
                Rule
              </th>
              <th scope="col" className="px-4 py-2 text-start font-medium">
                When
              </th>
              <th scope="col" className="px-4 py-2 text-end font-medium">
                Points
              </th>
            </tr>
          </thead>
          {group.rules.map((rule) => (
            <tbody key={rule.rule} className="border-line border-t">
              {rule.lines.map((line, place) => (
                <tr key={line.when}>
                  {place === 0 ? (
                    <th
                      scope="rowgroup"
                      rowSpan={rule.lines.length}
                      className="w-1/3 px-4 py-2 text-start align-top font-medium"
                    >
                      {rule.label}
                    </th>
                  ) : null}
                  <td className="px-4 py-1.5">{line.when}</td>
                  <td className="px-4 py-1.5 text-end tabular-nums">
                    {line.points === 0 ? '0' : `+${count(line.points)}`}
                  </td>
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </ScrollBox>
    </Card>
  )
}

/** What earns points, and why a lead has the grade it has? */
export const ScoringRules = () => {
  usePageTitle('Scoring rules')
  const rules = trpc.rules.scoring.useQuery()
  return (
    <Page
      title="Scoring rules"
      summary={
        rules.data
          ? `Version ${rules.data.version} is in force. Each lead keeps the version it was scored by, and shows the points it earned.`
          : 'What earns how many points.'
      }
    >
      <Loaded query={rules} what="The rules" lines={14}>
        {({ grades, groups }) => (
          <>
            <Grades grades={grades} />
            <div className="grid items-start gap-4 xl:grid-cols-2">
              {groups.map((group) => (
                <Group key={group.group} group={group} />
              ))}
            </div>
          </>
        )}
      </Loaded>
    </Page>
  )
}
