import { Avatar as Base } from '@base-ui/react/avatar'
import { cn } from '../class-names.ts'

export type AvatarProps = {
  name: string
  src?: string | null
  size?: 'small' | 'medium' | 'large'
  /** The name stands beside it already. */
  decorative?: boolean
}

const sizes = { small: 'size-5 text-2xs', medium: 'size-7 text-xs', large: 'size-10 text-base' }

const initials = (name: string): string => {
  const words = name.trim().split(/\s+/)
  const first = words[0]?.[0] ?? '?'
  const last = words.length > 1 ? (words.at(-1)?.[0] ?? '') : ''
  return (first + last).toUpperCase()
}

export const Avatar = ({ name, src, size = 'medium', decorative }: AvatarProps) => (
  <Base.Root
    role={decorative ? undefined : 'img'}
    aria-label={decorative ? undefined : name}
    aria-hidden={decorative || undefined}
    className={cn(
      'inline-grid shrink-0 place-items-center overflow-hidden rounded-full bg-primary-soft font-medium text-primary-text',
      sizes[size],
    )}
  >
    {src ? <Base.Image src={src} alt="" className="size-full object-cover" /> : null}
    <Base.Fallback>{initials(name)}</Base.Fallback>
  </Base.Root>
)

export type PersonProps = { name: string; src?: string | null; className?: string }

/** A face and a name on one line. */
export const Person = ({ name, src, className }: PersonProps) => (
  <span className={cn('inline-flex min-w-0 items-center gap-1.5', className)}>
    <Avatar name={name} src={src} size="small" decorative />
    <span className="truncate">{name}</span>
  </span>
)
