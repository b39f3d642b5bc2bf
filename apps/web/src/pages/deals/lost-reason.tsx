import { type DealCard, LOST_REASONS, type LostReason } from '@tributary/contracts'
import { Button } from '@tributary/ui'
import { useEffect, useRef } from 'react'
import { lostWords } from '../../words.ts'
import { titleOf } from '../leads/lead-columns.tsx'

type LostReasonChoiceProps = {
  deal: DealCard
  onChoose: (reason: LostReason) => void
  onCancel: () => void
}

/** Why is it lost? Asked in the column where the card was put; Escape leaves it where it stood. */
export const LostReasonChoice = ({ deal, onChoose, onCancel }: LostReasonChoiceProps) => {
  const box = useRef<HTMLDivElement>(null)
  const latest = useRef(onCancel)
  latest.current = onCancel
  useEffect(() => {
    const leave = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && box.current?.contains(document.activeElement)) latest.current()
    }
    document.addEventListener('keydown', leave)
    return () => document.removeEventListener('keydown', leave)
  }, [])
  useEffect(() => {
    const first = box.current?.querySelector('button')
    first?.focus({ preventScroll: true })
    box.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [])
  return (
    <div
      ref={box}
      role="group"
      aria-label={`Why is ${titleOf(deal.lead)} lost?`}
      className="rounded-md border border-primary bg-surface p-2.5 text-sm"
    >
      <p className="mb-1.5 font-medium">Why is {titleOf(deal.lead)} lost?</p>
      <div className="flex flex-wrap gap-1">
        {LOST_REASONS.map((reason) => (
          <Button key={reason} size="small" onClick={() => onChoose(reason)}>
            {lostWords[reason]}
          </Button>
        ))}
        <Button size="small" tone="ghost" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </div>
  )
}
