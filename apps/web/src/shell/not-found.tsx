import { Link } from '@tanstack/react-router'
import { paths } from '../paths.ts'
import { usePageTitle } from './page-title.ts'

export const NotFound = () => {
  usePageTitle('Not found')
  return (
    <main className="grid min-h-80 place-items-center content-center gap-1 p-gutter text-center">
      <h1 className="text-base">There is nothing at this address</h1>
      <p className="max-w-[46ch] text-muted text-sm">The link may be old, or what it led to was removed.</p>
      <Link
        {...paths.home()}
        className="mt-3 inline-flex h-control items-center rounded-md bg-primary px-3 font-medium text-on-primary text-sm"
      >
        Go to home
      </Link>
    </main>
  )
}
