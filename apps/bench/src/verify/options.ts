import { parseArgs } from 'node:util'

export type VerifyOptions = {
  /** What a load generator sent, one JSON object a line. */
  readonly sent: string | null
  /** The journal of the fakes: a file of JSON lines, or a folder of such files. */
  readonly journal: string | null
  readonly json: boolean
  readonly selftest: boolean
  /** Nothing may be unfinished: no event to be folded, no effect to be tried, no audit row to be sealed. */
  readonly settled: boolean
  /** Public keys of the audit trail that were handed over before, as JSON: organization id to key. */
  readonly auditKeys: string | null
  /** An address that sees every tenant: the superuser's or the migrator's. */
  readonly databaseUrl: string | null
  readonly dataDir: string
  /** Texts that must stand nowhere readable. */
  readonly marks: readonly string[]
}

export const USAGE = `pnpm verify [options]
  --data-dir DIR     the instance's data folder (default: DATA_DIR, else .data)
  --database URL     another PostgreSQL, as its owner; the key then comes from ENCRYPTION_KEY or --data-dir
  --sent FILE        what was sent: {"key","status","campaign","lead_id","email"} a line; a status of 0 is no answer
  --journal PATH     the journal of the fakes, a file or a folder of .jsonl files
  --marks A,B        texts that must stand nowhere readable
  --audit-keys FILE  checks the signed heads of the audit trail with these public keys, without any secret:
                     {"<organization id>": "<key that Settings > Audit shows>"}
  --settled          nothing may be unfinished
  --selftest         plants faults in a copy and tells whether each was found
  --json             prints one JSON object instead of lines
Exit code 1 on any difference.
pnpm verify estimates --help tells how estimates are held against markets whose truth is known.`

/** @throws Error with the usage when an option is not known. */
export const readOptions = (args: readonly string[], env: NodeJS.ProcessEnv): VerifyOptions => {
  const { values } = parseArgs({
    // A separator that a script runner hands on.
    args: args.filter((arg) => arg !== '--'),
    options: {
      sent: { type: 'string' },
      journal: { type: 'string' },
      json: { type: 'boolean', default: false },
      selftest: { type: 'boolean', default: false },
      settled: { type: 'boolean', default: false },
      database: { type: 'string' },
      'data-dir': { type: 'string' },
      marks: { type: 'string' },
      'audit-keys': { type: 'string' },
    },
  })
  return {
    sent: values.sent ?? null,
    journal: values.journal ?? null,
    json: values.json,
    selftest: values.selftest,
    settled: values.settled,
    databaseUrl: values.database ?? null,
    dataDir: values['data-dir'] ?? (env['DATA_DIR'] || '.data'),
    auditKeys: values['audit-keys'] ?? null,
    marks: (values.marks ?? '').split(',').filter((mark) => mark !== ''),
  }
}
