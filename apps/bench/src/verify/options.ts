import { readOptions } from '../read-options.ts'

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
Exit codes: 0 no difference; 1 differences; 2 it could not look (the command line, the database, a file).
pnpm verify estimates --help tells how estimates are held against markets whose truth is known.`

/** @throws UsageAnswer when an option is not known. */
export const readVerifyOptions = (args: readonly string[], env: NodeJS.ProcessEnv): VerifyOptions => {
  const given = readOptions(args, {
    sent: null,
    journal: null,
    json: false,
    selftest: false,
    settled: false,
    database: null,
    'data-dir': env['DATA_DIR'] || '.data',
    marks: '',
    'audit-keys': null,
  })
  return {
    sent: given.sent,
    journal: given.journal,
    json: given.json,
    selftest: given.selftest,
    settled: given.settled,
    databaseUrl: given.database,
    dataDir: given['data-dir'],
    auditKeys: given['audit-keys'],
    marks: given.marks.split(',').filter((mark) => mark !== ''),
  }
}
