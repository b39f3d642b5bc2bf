import { dateIn } from '@tributary/kernel'
import { useNow } from '@tributary/ui'
import { useMe } from '../session/session.ts'

/** The organization's today: its days are the days of every figure. */
export const useToday = (): string => dateIn(useNow().getTime(), useMe().organization.timeZone)
