import { Button as BaseButton } from '@base-ui/react/button'
import { cva, type VariantProps } from 'class-variance-authority'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from '../class-names.ts'
import { Tooltip } from '../overlays/tooltip.tsx'
import { Spinner } from './spinner.tsx'

export const buttonClasses = cva(
  'inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md border font-medium transition-colors data-disabled:cursor-not-allowed data-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      tone: {
        primary:
          'border-transparent bg-primary text-on-primary not-data-disabled:hover:bg-[color-mix(in_oklab,var(--primary)_88%,var(--fg))]',
        secondary: 'border-line bg-surface text-fg not-data-disabled:hover:bg-hover data-popup-open:bg-hover',
        ghost:
          'border-transparent bg-transparent text-muted not-data-disabled:hover:bg-hover not-data-disabled:hover:text-fg data-popup-open:bg-hover data-popup-open:text-fg',
        danger:
          'border-transparent bg-danger text-on-danger not-data-disabled:hover:bg-[color-mix(in_oklab,var(--danger)_88%,var(--fg))]',
        link: 'border-transparent bg-transparent text-primary-text underline-offset-2 not-data-disabled:hover:underline',
      },
      size: {
        small: 'h-7 px-2 text-xs pointer-coarse:h-control',
        medium: 'h-control px-3 text-sm',
        large: 'h-10 px-4 text-base pointer-coarse:h-control',
        icon: 'size-control p-0',
        'small-icon': 'size-7 p-0 pointer-coarse:size-control',
      },
    },
    defaultVariants: { tone: 'secondary', size: 'medium' },
  },
)

type Look = VariantProps<typeof buttonClasses>

export type ButtonProps = Omit<ComponentProps<typeof BaseButton>, 'className'> & {
  tone?: Look['tone']
  size?: Exclude<Look['size'], 'icon' | 'small-icon'>
  icon?: ReactNode
  /** Under way: shows a spinner and takes no second press. */
  pending?: boolean
  /** Why it cannot be pressed. It stays focusable, so the reason can be read. */
  disabledReason?: string | null
  className?: string
}

export const Button = ({
  tone,
  size,
  icon,
  pending = false,
  disabledReason,
  disabled,
  className,
  children,
  ...rest
}: ButtonProps) => {
  const button = (
    <BaseButton
      type="button"
      {...rest}
      disabled={disabled || pending || Boolean(disabledReason)}
      focusableWhenDisabled={pending || Boolean(disabledReason)}
      aria-busy={pending || undefined}
      className={cn(buttonClasses({ tone, size }), className)}
    >
      {pending ? <Spinner /> : icon}
      {children}
    </BaseButton>
  )
  return disabledReason ? <Tooltip text={disabledReason}>{button}</Tooltip> : button
}

export type IconButtonProps = Omit<ButtonProps, 'size' | 'children' | 'icon'> & {
  /** The name read aloud and shown on hover. */
  label: string
  icon: ReactNode
  size?: 'small' | 'medium'
  /** The key that does the same, shown in the tooltip. */
  shortcut?: string
}

export const IconButton = ({
  label,
  icon,
  size = 'medium',
  tone = 'ghost',
  shortcut,
  pending = false,
  disabledReason,
  disabled,
  className,
  ...rest
}: IconButtonProps) => (
  <Tooltip text={disabledReason ?? label} shortcut={shortcut}>
    <BaseButton
      type="button"
      {...rest}
      aria-label={label}
      disabled={disabled || pending || Boolean(disabledReason)}
      focusableWhenDisabled={Boolean(disabledReason)}
      className={cn(buttonClasses({ tone, size: size === 'small' ? 'small-icon' : 'icon' }), className)}
    >
      {pending ? <Spinner /> : icon}
    </BaseButton>
  </Tooltip>
)
