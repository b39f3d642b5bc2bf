/** What every box one types or picks in looks like. */
export const fieldClasses =
  'w-full rounded-md border border-field bg-surface px-2.5 text-sm text-fg transition-colors hover:border-muted focus:border-primary focus:outline-2 focus:-outline-offset-1 focus:outline-primary aria-invalid:border-danger data-invalid:border-danger disabled:cursor-not-allowed disabled:bg-bg disabled:text-subtle data-disabled:cursor-not-allowed data-disabled:bg-bg data-disabled:text-subtle'

/** The list that opens from a select, combobox or menu. */
export const popupClasses =
  'z-50 min-w-(--anchor-width) max-w-(--available-width) origin-(--transform-origin) rounded-lg border border-line bg-surface p-1 text-sm text-fg shadow-popover outline-none transition-[opacity,transform] data-ending-style:scale-98 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0'

export const itemClasses =
  'flex min-h-7 cursor-default select-none items-center gap-2 rounded-md px-2 py-1 outline-none data-disabled:text-subtle data-highlighted:bg-hover pointer-coarse:min-h-11'
