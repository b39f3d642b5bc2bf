import { posix } from 'node:path'
import { importTable, type Row } from './table.ts'

/** A path from the root with `/`, what it imports, and whether the import is gone when the types are stripped. */
export type ImportSeen = { file: string; specifier: string; typeOnly: boolean }

const roomPattern = (room: string) =>
  new RegExp(`^${room.replaceAll('.', '\\.').replaceAll('*', '[^/]+')}(/|$)`)

const rows = importTable.map((row) => ({ row, pattern: roomPattern(row.room) }))

export const rowOf = (file: string): Row | undefined => rows.find(({ pattern }) => pattern.test(file))?.row

const isTest = (file: string) => /\.test\.tsx?$|(^|\/)testing[^/]*(\/|\.tsx?$)/.test(file)

/** `a` covers `a` and `a/b`; `a/*` covers every `a/b`; `node:*` covers every built-in. */
const covers = (pattern: string, specifier: string) =>
  pattern.endsWith('*')
    ? specifier.startsWith(pattern.slice(0, -1))
    : specifier === pattern || specifier.startsWith(`${pattern}/`)

const anyCovers = (patterns: readonly string[], specifier: string) =>
  patterns.some((pattern) => covers(pattern, specifier))

const packageFolder = (file: string) =>
  /^(apps\/[^/]+|packages\/(?:domain|infra)\/[^/]+|packages\/[^/]+)\//.exec(file)?.[1]

const judgeRelative = (row: Row, { file, specifier }: ImportSeen) => {
  const folder = packageFolder(file)
  const target = posix.join(posix.dirname(file), specifier)
  if (folder && !target.startsWith(`${folder}/`))
    return `${specifier} leaves ${folder}; import the package by its name`
  if (!row.near || isTest(file) || row.near.some((pattern) => pattern.test(specifier))) return undefined
  return `${row.room} may not import ${specifier}`
}

const judgePackage = (row: Row, { file, specifier, typeOnly }: ImportSeen) => {
  const isOurs = specifier.startsWith('@tributary/')
  const allowed = isOurs ? row.ours : row.outside
  const asTypes = (isOurs ? row.oursAsTypes : row.outsideAsTypes) ?? []
  if (isTest(file) && anyCovers(row.inTests ?? [], specifier)) return undefined
  if (anyCovers(row.never ?? [], specifier)) return `${row.room} may never import ${specifier}`
  if (allowed === 'any' || anyCovers(allowed, specifier)) return undefined
  if (!anyCovers(asTypes, specifier)) return `${row.room} may not import ${specifier}`
  return typeOnly ? undefined : `${row.room} may import only types of ${specifier}: write \`import type\``
}

/** Says what is wrong with an import, or nothing. Styles and other assets count like the package they are in. */
export const judgeImport = (seen: ImportSeen): string | undefined => {
  const row = rowOf(seen.file)
  if (!row) return undefined
  return seen.specifier.startsWith('.') ? judgeRelative(row, seen) : judgePackage(row, seen)
}
