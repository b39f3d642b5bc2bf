import { CircleAlert, CircleCheck, CloudOff, Info, RefreshCw, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '../class-names.ts'
import { type Tone, toneClasses } from './badge.tsx'

export type BannerProps = {
  tone?: Tone
  children: ReactNode
  icon?: ReactNode
  action?: ReactNode
  className?: string
}

const icons = {
  neutral: <Info aria-hidden />,
  primary: <Info aria-hidden />,
  info: <Info aria-hidden />,
  success: <CircleCheck aria-hidden />,
  warning: <TriangleAlert aria-hidden />,
  danger: <CircleAlert aria-hidden />,
} satisfies Record<Tone, ReactNode>

export const Banner = ({ tone = 'info', children, icon, action, className }: BannerProps) => (
  <div
    role={tone === 'danger' ? 'alert' : 'status'}
    className={cn(
      'flex items-center gap-2.5 px-4 py-2 text-sm [&_svg]:size-4 [&_svg]:shrink-0',
      toneClasses[tone],
      className,
    )}
  >
    {icon ?? icons[tone]}
    <div className="min-w-0 flex-1 text-fg">{children}</div>
    {action}
  </div>
)

export type ConnectionBannerProps = { state: 'live' | 'offline' | 'reconnecting' }

/** Nothing while all is well. */
export const ConnectionBanner = ({ state }: ConnectionBannerProps) => {
  if (state === 'live') return null
  if (state === 'offline')
    return (
      <Banner tone="warning" icon={<CloudOff aria-hidden />}>
        You are offline. What you see may be old; changes are not saved until you are back.
      </Banner>
    )
  return (
    <Banner tone="info" icon={<RefreshCw aria-hidden className="animate-spin" />}>
      Reconnecting… everything is refreshed when the connection is back.
    </Banner>
  )
}
