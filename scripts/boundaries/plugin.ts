import { builtinModules } from 'node:module'
import { relative, sep } from 'node:path'
import { judgeImport, rowOf } from './judge-import.ts'
import { knowsNoClock, readsEnvironment } from './table.ts'

/** The few things these rules read of a syntax node. */
type Node = {
  type: string
  name?: string
  value?: unknown
  importKind?: string
  exportKind?: string
  computed?: boolean
  source?: Node | null
  callee?: Node
  object?: Node
  property?: Node
  init?: Node | null
  id?: Node
  meta?: Node
  arguments?: Node[]
  argument?: Node
}

type Context = { filename: string; cwd: string; report: (problem: { node: Node; message: string }) => void }

const fileOf = (context: Context) => relative(context.cwd, context.filename).split(sep).join('/')

const builtins = new Set(builtinModules)
const named = (specifier: string) => (builtins.has(specifier) ? `node:${specifier}` : specifier)

/** The import table: every static, re-exported, dynamic and type import of a file against the row of its folder. */
const importTableRule = {
  create: (context: Context) => {
    const file = fileOf(context)
    const row = rowOf(file)
    const judge = (node: Node, source: Node | null | undefined, typeOnly: boolean) => {
      if (!source) return
      if (typeof source.value !== 'string') {
        if (row && row.outside !== 'any' && !row.outside.includes('node:*'))
          context.report({ node, message: 'name the imported module: a computed import hides it' })
        return
      }
      const message = judgeImport({ file, specifier: named(source.value), typeOnly })
      if (message) context.report({ node, message })
    }
    return {
      Program: (node: Node) => {
        if (!row && /^(apps|packages)\//.test(file))
          context.report({ node, message: `no row of the import table covers ${file}` })
      },
      ImportDeclaration: (node: Node) => judge(node, node.source, node.importKind === 'type'),
      ExportNamedDeclaration: (node: Node) => judge(node, node.source, node.exportKind === 'type'),
      ExportAllDeclaration: (node: Node) => judge(node, node.source, node.exportKind === 'type'),
      ImportExpression: (node: Node) => judge(node, node.source, false),
      TSImportType: (node: Node) => judge(node, node.source ?? node.argument, true),
    }
  },
}

/** `new Date()` and `Date()` read the clock; where time is an argument they are refused. */
const noClockRule = {
  create: (context: Context) => {
    if (!knowsNoClock.some((pattern) => pattern.test(fileOf(context)))) return {}
    const message = 'time is an argument here: pass the moment in'
    const isDate = (node: Node) => node.callee?.type === 'Identifier' && node.callee.name === 'Date'
    return {
      NewExpression: (node: Node) => {
        if (isDate(node) && node.arguments?.length === 0) context.report({ node, message })
      },
      CallExpression: (node: Node) => {
        if (isDate(node)) context.report({ node, message })
      },
    }
  },
}

const isProcess = (node: Node | null | undefined) =>
  (node?.type === 'Identifier' && node.name === 'process') ||
  (node?.type === 'MemberExpression' && (node.property?.name ?? node.property?.value) === 'process')

/** The environment is read once, in config.ts, and checked there; elsewhere configuration is a value. */
const environmentRule = {
  create: (context: Context) => {
    const file = fileOf(context)
    if (!/^(apps|packages)\//.test(file) || readsEnvironment.some((pattern) => pattern.test(file))) return {}
    const message = 'the environment is read only in config.ts: take the setting as an argument'
    return {
      MemberExpression: (node: Node) => {
        const property = node.property?.name ?? node.property?.value
        if (property === 'env' && (isProcess(node.object) || node.object?.type === 'MetaProperty'))
          context.report({ node, message })
      },
      VariableDeclarator: (node: Node) => {
        if (node.id?.type === 'ObjectPattern' && isProcess(node.init)) context.report({ node, message })
      },
      ImportDeclaration: (node: Node) => {
        if (/^(node:)?process$/.test(String(node.source?.value))) context.report({ node, message })
      },
    }
  },
}

export default {
  meta: { name: 'tributary' },
  rules: { 'import-table': importTableRule, 'no-clock': noClockRule, environment: environmentRule },
}
