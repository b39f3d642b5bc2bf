import { z } from 'zod'

export type JobOptions = {
  /** Jobs fetched at once. */
  readonly batchSize: number
  /** Batches worked at once in one process. */
  readonly concurrency: number
  /** Whether the handler's writes and the job's completion are one commit. Off for what calls the outside world. */
  readonly transactional?: boolean
  /** After so long a job counts as lost and is tried again. */
  readonly seconds?: number
}

export type JobDefinition<S extends z.ZodRawShape> = {
  readonly name: string
  readonly payload: z.ZodObject<S>
  readonly options: Required<JobOptions>
}

export const defineJob = <S extends z.ZodRawShape>(
  name: string,
  shape: S,
  options: JobOptions,
): JobDefinition<S> => ({
  name,
  payload: z.strictObject(shape) as unknown as z.ZodObject<S>,
  options: { transactional: true, seconds: 60, ...options },
})
