import type { AttributionAnswer } from '@tributary/contracts'
import { Button, useFormats } from '@tributary/ui'
import { plural } from '../../words.ts'
import type { Opened } from './opened.ts'
import { NO_TOUCH } from './row-words.ts'

type Answer = AttributionAnswer & { readonly result: NonNullable<AttributionAnswer['result']> }

/** That the table adds up, what it could not credit, and which state of the ledger it shows. */
export const Reconciled = ({ answer, onOpen }: { answer: Answer; onOpen: (opened: Opened) => void }) => {
  const formats = useFormats()
  const { result, by, chosen, currency, isRefreshing } = answer
  const { unattributed } = result
  return (
    <>
      Every model adds up to the {formats.money({ minor: result.wonMinor, currency })} that{' '}
      {formats.count(result.wonDeals)} won {plural(result.wonDeals, 'deal')} brought
      {unattributed.deals > 0 ? (
        <>
          , with {formats.money({ minor: unattributed.minor, currency })} of{' '}
          {formats.count(unattributed.deals)} {plural(unattributed.deals, 'deal')} without a known touch (
          <Button
            tone="link"
            size="small"
            className="h-auto! px-0! text-sm"
            onClick={() => onOpen({ kind: 'cell', by, model: chosen.model, value: NO_TOUCH })}
          >
            see them
          </Button>
          )
        </>
      ) : null}
      . As of {formats.dateTime(new Date(result.asOf))}
      {isRefreshing ? '; a newer result is under way' : ''}.
    </>
  )
}
