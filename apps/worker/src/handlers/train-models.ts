import type { Handler } from '@tributary/use-cases/operations/work-jobs'
import { trainModels } from '@tributary/use-cases/probability/train-models'

/** Who asked in the same moment gets the same training. */
export const trainModelsJob: Handler<'win.train'> = (context, payloads) =>
  trainModels(context, {
    memberId: payloads.find(({ memberId }) => memberId !== null)?.memberId ?? null,
  })
