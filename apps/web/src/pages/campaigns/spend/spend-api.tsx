import { Card } from '@tributary/ui'
import { Code } from '../capture/code.tsx'

const bodyOf = (day: string) =>
  `{ "source": "google", "days": [
    { "date": "${day}", "spend": "125.50", "impressions": 4200, "clicks": 63 }
  ] }`

/** How a program reports what a day cost. */
export const SpendApi = ({ slug, today }: { slug: string; today: string }) => (
  <Card
    title="From a program"
    description="With an API key that may record spend. A day that the same source sends again is replaced."
  >
    <div className="flex flex-col gap-2">
      <Code
        label="Example with curl"
        text={`curl -X PUT ${location.origin}/v1/api/campaigns/${slug}/spend \\
  -H "Authorization: Bearer YOUR_API_KEY" \\
  -H "Content-Type: application/json" \\
  -d '${bodyOf(today)}'`}
      />
      <p className="text-muted text-sm">
        <a href="/docs/api" className="text-primary-text underline-offset-2 hover:underline">
          All fields and answers
        </a>
      </p>
    </div>
  </Card>
)
