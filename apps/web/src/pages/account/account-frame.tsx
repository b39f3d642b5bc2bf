import { type ReactNode, useEffect, useRef } from 'react'
import { usePageTitle } from '../../shell/page-title.ts'

type AccountFrameProps = { title: string; summary?: ReactNode; children?: ReactNode; below?: ReactNode }

/** The pages before one is signed in. */
export const AccountFrame = ({ title, summary, children, below }: AccountFrameProps) => {
  usePageTitle(title)
  const main = useRef<HTMLElement>(null)
  // One form is all there is to do here.
  useEffect(() => main.current?.querySelector<HTMLElement>('form input:not([type="hidden"])')?.focus(), [])
  return (
    <main ref={main} className="flex min-h-dvh flex-col items-center bg-bg px-4 py-10 sm:justify-center">
      <div className="w-full max-w-100">
        <p className="mb-6 flex items-center justify-center gap-2 font-semibold text-base">
          <img src="/icon.svg" alt="" className="size-7" />
          Tributary
        </p>
        <div className="rounded-xl border border-line bg-surface p-6">
          <h1 className="text-xl">{title}</h1>
          {summary ? <div className="mt-1 text-muted text-sm">{summary}</div> : null}
          {children ? <div className="mt-5">{children}</div> : null}
        </div>
        {below ? (
          <div className="mt-4 flex flex-col gap-1 text-center text-muted text-sm">{below}</div>
        ) : null}
      </div>
    </main>
  )
}

export const textLink = 'text-primary-text underline-offset-2 hover:underline'
