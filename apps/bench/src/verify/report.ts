/** Something that is not as it must be. */
export type Finding = {
  /** What it is about: the id of a lead, an effect, a table. */
  readonly subject: string
  readonly text: string
}

export type CheckReport = {
  readonly id: string
  readonly title: string
  readonly checked: number
  readonly findings: readonly Finding[]
  /** How many more there were than are listed. */
  readonly unlisted: number
  readonly notes: readonly string[]
  readonly skipped: string | null
}

const MOST_LISTED = 1_000

/** Collects what one check counts and finds; a thousand findings are listed, the rest only counted. */
export class Checklist {
  readonly id: string
  readonly title: string
  checked = 0
  #findings: Finding[] = []
  #unlisted = 0
  #notes: string[] = []
  #skipped: string | null = null

  constructor(id: string, title: string) {
    this.id = id
    this.title = title
  }
  count(n = 1): void {
    this.checked += n
  }
  find(subject: string, text: string): void {
    if (this.#findings.length < MOST_LISTED) this.#findings.push({ subject, text })
    else this.#unlisted++
  }
  note(text: string): void {
    this.#notes.push(text)
  }
  skip(why: string): void {
    this.#skipped = why
  }
  report(): CheckReport {
    return {
      id: this.id,
      title: this.title,
      checked: this.checked,
      findings: this.#findings,
      unlisted: this.#unlisted,
      notes: this.#notes,
      skipped: this.#skipped,
    }
  }
}

const SHOWN = 10

export const isClean = (reports: readonly CheckReport[]): boolean =>
  reports.every(({ findings }) => findings.length === 0)

/** One line per check, and below it what was found. */
export const printReports = (reports: readonly CheckReport[], say: (line: string) => void): void => {
  for (const { id, title, checked, findings, unlisted, notes, skipped } of reports) {
    const n = findings.length + unlisted
    const verdict = skipped === null ? (n === 0 ? 'ok  ' : 'FAIL') : 'skip'
    const counted =
      skipped ?? `${checked.toLocaleString('en')} checked, ${n.toLocaleString('en')} differences`
    say(`${verdict}  ${id.padEnd(12)} ${title}: ${counted}`)
    for (const note of notes) say(`      ${note}`)
    for (const { subject, text } of findings.slice(0, SHOWN)) say(`      ${subject}: ${text}`)
    if (n > SHOWN) say(`      … and ${(n - SHOWN).toLocaleString('en')} more`)
  }
}
