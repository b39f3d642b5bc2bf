import { type ClassValue, clsx } from 'clsx'
import { extendTailwindMerge } from 'tailwind-merge'

const merge = extendTailwindMerge({
  extend: { theme: { spacing: ['control', 'row', 'gutter'], shadow: ['popover'] } },
})

/** Joins class names; of two that fight over one property the later wins, so a caller can always override. */
export const cn = (...classes: ClassValue[]): string => merge(clsx(classes))
