import { toast } from '@tributary/ui'
import { failureOf } from './trpc.ts'

/** `onError: refused('The role was not changed')`: says that, and why. */
export const refused =
  (what: string) =>
  (error: unknown): void => {
    const { message } = failureOf(error)
    toast.error(what, { description: message })
  }
