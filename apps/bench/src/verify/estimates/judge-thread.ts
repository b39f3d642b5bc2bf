import { parentPort, workerData } from 'node:worker_threads'
import { type Judges, judges } from './judge-market.ts'

/** Judges the markets it was given, one by one, and tells each verdict. */
const { judge, seeds } = workerData as { judge: keyof Judges; seeds: readonly number[] }
for (const seed of seeds) parentPort?.postMessage({ seed, verdict: judges[judge](seed) })
