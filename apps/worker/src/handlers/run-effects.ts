import { runEffects } from '@tributary/use-cases/notifications/run-effects'
import type { Handler } from '@tributary/use-cases/operations/work-jobs'

export const runEffectsJob: Handler<'effect.run'> = (context, payloads) =>
  runEffects(context, { effectIds: payloads.flatMap(({ effectIds }) => effectIds) })
