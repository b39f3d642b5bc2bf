import { Link } from '@tanstack/react-router'
import { buttonClasses, Card, useFormats } from '@tributary/ui'
import type { Outputs } from '../../api/trpc.ts'
import { paths } from '../../paths.ts'
import { useMay } from '../../session/session.ts'

/** Submissions that wait for somebody to look at them. */
export const HeldCard = ({ held: { quarantined, spam } }: { held: Outputs['home']['read']['held'] }) => {
  const may = useMay()
  const { count } = useFormats()
  if (quarantined === 0 || !may.can('captures.release')) return null
  return (
    <Card
      title="In quarantine"
      description={
        quarantined === 1
          ? '1 submission is held because too many came at once.'
          : `${count(quarantined)} submissions are held because too many came at once.`
      }
    >
      <div className="flex flex-wrap items-center gap-3 text-sm">
        <Link {...paths.heldSubmissions()} className={buttonClasses()}>
          Look at them
        </Link>
        {spam > 0 ? (
          <span className="text-muted">
            {spam === 1 ? '1 more looks like spam.' : `${count(spam)} more look like spam.`}
          </span>
        ) : null}
      </div>
    </Card>
  )
}
