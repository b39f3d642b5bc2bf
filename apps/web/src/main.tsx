import './styles.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { hookClient, queryClient, trpc, whenSignedOut } from './api/trpc.ts'
import { paths } from './paths.ts'
import { router } from './router.tsx'
import { forgetSession, whenSessionChangedElsewhere } from './session/session.ts'

whenSessionChangedElsewhere(() => window.location.reload())
whenSignedOut(() => {
  const { pathname, href } = router.state.location
  if (pathname === '/sign-in') return
  forgetSession()
  void router.navigate({ ...paths.signIn({ back: href }), replace: true })
})

const root = document.getElementById('root')
if (!root) throw new Error('The page has no root')
createRoot(root).render(
  <StrictMode>
    <trpc.Provider client={hookClient} queryClient={queryClient}>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </trpc.Provider>
  </StrictMode>,
)
