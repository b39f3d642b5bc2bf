import { Worker } from 'node:worker_threads'
import type { Trained, TrainingTask } from './train-both.ts'

/** Trains in a thread of its own: whoever else works in this process goes on. */
export const trainApart = (task: TrainingTask): Promise<Trained> =>
  new Promise((resolve, reject) => {
    // The process keeps its own heap small; a training may take more.
    const thread = new Worker(new URL('./train-thread.ts', import.meta.url), {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: 1024 },
    })
    thread.once('message', resolve)
    thread.once('error', reject)
    thread.once('exit', (code) => reject(new Error(`The training ended with ${code} and no model.`)))
  })
