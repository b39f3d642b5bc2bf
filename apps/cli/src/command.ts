/** A file or folder as the person wrote it (for messages) and where it is. */
export type GivenPath = { readonly shown: string; readonly path: string }

type Described = { readonly what: string }
type Valued = Described & {
  /** What stands for the value in the help, such as `FILE` or `a,b`. */
  readonly value: string
  readonly required?: true
}
type Numeric = Valued & { readonly min?: number; readonly max?: number }

/** One option of a command. `what` is its line in the help. */
export type Option =
  | (Described & { readonly kind: 'flag' })
  | (Valued & { readonly kind: 'file' | 'folder' })
  | (Valued & { readonly kind: 'text'; readonly default?: string; readonly among?: readonly string[] })
  | (Valued & { readonly kind: 'list'; readonly among?: readonly string[] })
  | (Numeric & { readonly kind: 'whole' | 'number'; readonly default?: number })

export type Options = { readonly [name: string]: Option }

type ValueOf<O extends Option> = O extends { kind: 'flag' }
  ? boolean
  : O extends { kind: 'file' | 'folder' }
    ? GivenPath
    : O extends { kind: 'list' }
      ? readonly string[]
      : O extends { kind: 'whole' | 'number' }
        ? number
        : string

type IsSure<O extends Option> = O extends { kind: 'flag' } | { required: true }
  ? true
  : O extends { default: string | number }
    ? true
    : false

/** What `run` gets: the value of each option by its name, `undefined` where it was not given. */
export type Given<O extends Options> = {
  readonly [K in keyof O]: IsSure<O[K]> extends true ? ValueOf<O[K]> : ValueOf<O[K]> | undefined
}

/** Says on stderr how far a long run is; stdout holds only the answer. */
export type Progress = (words: string) => void

/** The answer of a command: `json` for `--json`, `text` for people. */
export type Answer = { readonly json: unknown; readonly text: () => string }

export type Command = {
  /** One line of the general help. */
  readonly summary: string
  /** More, for the help of the command: what goes in, what comes out. */
  readonly details?: string
  readonly options: Options
  readonly examples: readonly string[]
  readonly run: (given: never, progress: Progress) => Promise<Answer>
}

/** Declares a command; what `run` is given follows from its options. */
export const defineCommand = <const O extends Options>(
  command: Omit<Command, 'options' | 'run'> & {
    readonly options: O
    readonly run: (given: Given<O>, progress: Progress) => Promise<Answer>
  },
): Command => command as unknown as Command
