/** One queue under measurement. Jobs are numbers, handlers do nothing but say which they got. */
export type JobBench = {
  readonly name: string
  send(n: number): Promise<void>
  /** Jobs 0 to count − 1, in one go. */
  sendMany(count: number): Promise<void>
  onJob(run: (n: number) => void): void
  close(): Promise<void>
}
