export type Config = {
  /** Where the user stands; relative paths begin here. pnpm changes the working directory and leaves this behind. */
  readonly folder: string
}

export const readConfig = (environment: NodeJS.ProcessEnv = process.env): Config => ({
  folder: environment.INIT_CWD || process.cwd(),
})
