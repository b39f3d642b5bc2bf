import type { ReactNode } from 'react'

export type Command = {
  readonly id: string
  readonly label: string
  /** What it is: "Page", "Lead". */
  readonly hint: string
  readonly icon: ReactNode
  /** Found elsewhere by the same text, so it is shown whatever it is called. */
  readonly found?: boolean
  readonly run: () => void
}

const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** How well a command answers what was typed: every word begins some word of it. Smaller is better, -1 not at all. */
export const rank = (label: string, text: string): number => {
  const words = plain(label).split(/\s+/)
  const typed = plain(text).split(/\s+/).filter(Boolean)
  if (!typed.every((part) => words.some((word) => word.startsWith(part)))) return -1
  return typed[0] === undefined ? 0 : words.findIndex((word) => word.startsWith(typed[0] ?? ''))
}

/** The commands that answer, best first; what stands together in the list stays together. */
export const matching = (commands: readonly Command[], text: string): readonly Command[] =>
  commands
    .map((command) => ({ command, place: command.found ? 0 : rank(command.label, text) }))
    .filter(({ place }) => place >= 0)
    .sort((one, other) => one.place - other.place)
    .map(({ command }) => command)
