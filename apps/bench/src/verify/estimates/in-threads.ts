import { Worker } from 'node:worker_threads'
import type { Judges } from './judge-market.ts'

type Told<K extends keyof Judges> = { readonly seed: number; readonly verdict: ReturnType<Judges[K]> }

/** The verdicts on markets 1 to n, in this order, from as many threads as given. */
export const judgeInThreads = async <K extends keyof Judges>(
  judge: K,
  markets: number,
  threads: number,
  progress: (done: number) => void,
): Promise<ReturnType<Judges[K]>[]> => {
  const told: Told<K>[] = []
  const seeds = Array.from({ length: markets }, (_, i) => i + 1)
  const workers: Worker[] = []
  const run = (thread: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const mine = seeds.filter((seed) => seed % threads === thread)
      const worker = new Worker(new URL('./judge-thread.ts', import.meta.url), {
        workerData: { judge, seeds: mine },
      })
      workers.push(worker)
      worker.on('message', (verdict: Told<K>) => {
        told.push(verdict)
        progress(told.length)
      })
      worker.on('error', reject)
      worker.on('exit', () => resolve())
    })
  try {
    await Promise.all(Array.from({ length: threads }, (_, thread) => run(thread)))
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
  return told.sort((a, b) => a.seed - b.seed).map(({ verdict }) => verdict)
}
