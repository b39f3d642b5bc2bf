import { ArrowUp } from 'lucide-react'

export type PillProps = {
  /** "3 new leads". Nothing is shown while it is null. */
  text: string | null
  onPress: () => void
}

/** News waits behind it, so that the list does not jump under the reader. */
export const Pill = ({ text, onPress }: PillProps) => (
  <div
    aria-live="polite"
    className="pointer-events-none sticky top-11 z-20 max-sm:top-2 flex h-0 justify-center"
  >
    {text ? (
      <button
        type="button"
        onClick={onPress}
        className="pointer-events-auto inline-flex h-8 items-center gap-1.5 rounded-full border border-transparent bg-primary px-3 font-medium text-on-primary text-xs shadow-popover pointer-coarse:h-11"
      >
        {text}
        <ArrowUp aria-hidden className="size-3.5" />
      </button>
    ) : null}
  </div>
)
