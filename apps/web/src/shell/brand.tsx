import { Link } from '@tanstack/react-router'
import { paths } from '../paths.ts'

/** The organization one works in, at the head of the side. */
export const Brand = ({ name, narrow }: { name: string; narrow: boolean }) => (
  <Link
    {...paths.home()}
    title={name}
    aria-label={narrow ? `${name}, home` : undefined}
    className="flex min-w-0 items-center gap-2 rounded-md font-semibold text-sm"
  >
    <img src="/icon.svg" alt="" className="size-6 shrink-0" />
    {narrow ? null : <span className="truncate">{name}</span>}
  </Link>
)
