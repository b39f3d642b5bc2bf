import { parentPort, workerData } from 'node:worker_threads'
import { type TrainingTask, trainBoth } from './train-both.ts'

parentPort?.postMessage(trainBoth(workerData as TrainingTask))
