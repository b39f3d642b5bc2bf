import { toast } from '@tributary/ui'
import { refused } from '../../../api/refused.ts'
import { trpc } from '../../../api/trpc.ts'
import { reasonWords } from './reason-words.ts'

/** Sends a test message and says what the other side answered. */
export const useSendTest = (): { send: (to: 'slack' | 'mail') => void; sending: boolean } => {
  const utils = trpc.useUtils()
  const test = trpc.notifications.sendTest.useMutation({
    onSuccess: async ({ sent, reason }, { to }) => {
      const where = to === 'slack' ? 'Slack' : 'your mail'
      if (sent) toast.success(`The test message went to ${where}`)
      else
        toast.error(`The test message did not arrive at ${where}`, {
          description: reason && reasonWords(reason),
        })
      await utils.notifications.settings.invalidate()
    },
    onError: refused('The test message was not sent'),
  })
  return { send: (to) => test.mutate({ to }), sending: test.isPending }
}
