import { Card, GradeBadge, useFormats } from '@tributary/ui'
import { trpc } from '../../../api/trpc.ts'
import { Loaded } from '../../../shell/loaded.tsx'
import { ScrollBox } from '../../../shell/scroll-box.tsx'
import { urgencyWords } from '../../../words.ts'

const COLUMNS = [
  ...(Object.entries(urgencyWords) as [keyof typeof urgencyWords, string][]),
  ['unstated', 'Not said'],
] as const

/** How soon each kind of lead is promised an answer. */
export const ResponseTimes = () => {
  const { duration } = useFormats()
  const times = trpc.rules.responseTimes.useQuery()
  return (
    <Card
      flush
      title="Promised answers"
      description="By grade and urgency, counted from the moment a lead comes in. This is what the lead is told."
    >
      <Loaded query={times} what="The promised answers" lines={4}>
        {({ rows }) => (
          <ScrollBox label="Promised answers">
            <table className="w-full border-line border-t text-sm">
              <caption className="sr-only">Time until the first answer, by grade and urgency</caption>
              <thead>
                <tr className="text-muted text-xs">
                  <th scope="col" className="px-4 py-2 text-start font-medium">
                    Grade
                  </th>
                  {COLUMNS.map(([key, label]) => (
                    <th key={key} scope="col" className="px-4 py-2 text-end font-medium">
                      {label}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody className="divide-y divide-line border-line border-t">
                {rows.map(({ grade, minutes }) => (
                  <tr key={grade}>
                    <th scope="row" className="px-4 py-2 text-start">
                      <GradeBadge grade={grade} />
                    </th>
                    {COLUMNS.map(([key]) => (
                      <td key={key} className="whitespace-nowrap px-4 py-2 text-end tabular-nums">
                        {duration(minutes[key] * 60)}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollBox>
        )}
      </Loaded>
    </Card>
  )
}
