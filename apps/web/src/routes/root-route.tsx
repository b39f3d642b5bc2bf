import { createRootRouteWithContext, Outlet } from '@tanstack/react-router'
import type { utils } from '../api/trpc.ts'
import { NotFound } from '../shell/not-found.tsx'
import { PageError } from '../shell/page-error.tsx'

export type RouterContext = { readonly utils: typeof utils }

export const rootRoute = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  errorComponent: PageError,
  notFoundComponent: NotFound,
})
