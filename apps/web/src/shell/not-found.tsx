import { Link } from '@tanstack/react-router'
import { buttonClasses, EmptyState } from '@tributary/ui'
import { Compass } from 'lucide-react'
import { paths } from '../paths.ts'
import { usePageTitle } from './page-title.ts'

export const NotFound = () => {
  usePageTitle('Not found')
  return (
    <main className="grid min-h-80 place-items-center">
      <h1 className="sr-only">Not found</h1>
      <EmptyState
        title="There is nothing at this address"
        icon={<Compass aria-hidden />}
        action={
          <Link {...paths.home()} className={buttonClasses({ tone: 'primary' })}>
            Go to home
          </Link>
        }
      >
        The link may be old, or what it led to was removed.
      </EmptyState>
    </main>
  )
}
