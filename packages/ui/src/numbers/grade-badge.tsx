import { cn } from '../class-names.ts'

export type GradeLetter = 'A' | 'B' | 'C' | 'D'

const gradeClasses = {
  A: 'bg-grade-a text-on-grade-a',
  B: 'bg-grade-b text-on-grade-b',
  C: 'bg-grade-c text-on-grade-c',
  D: 'bg-grade-d text-on-grade-d',
} satisfies Record<GradeLetter, string>

export type GradeBadgeProps = { grade: GradeLetter; size?: 'medium' | 'large'; className?: string }

/** The letter is always shown: the shade only helps it. */
export const GradeBadge = ({ grade, size = 'medium', className }: GradeBadgeProps) => (
  <span
    className={cn(
      'inline-grid shrink-0 place-items-center rounded-sm font-semibold',
      size === 'large' ? 'size-8 text-lg' : 'size-5 text-xs',
      gradeClasses[grade],
      className,
    )}
  >
    <span className="sr-only">Grade </span>
    {grade}
  </span>
)

const temperatures = { A: 'Hot', B: 'Warm', C: 'Cold', D: 'Nurture' } satisfies Record<GradeLetter, string>

export type TemperatureProps = { grade: GradeLetter; className?: string }

/** The grade in a word: A hot, B warm, C cold, D nurture. */
export const Temperature = ({ grade, className }: TemperatureProps) => (
  <span className={cn('inline-flex items-center gap-1.5 whitespace-nowrap text-sm', className)}>
    <span aria-hidden className={cn('size-2 rounded-full', gradeClasses[grade])} />
    {temperatures[grade]}
  </span>
)
