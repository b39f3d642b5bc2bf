/** One file of a tree of its own, and what it shows. */
export type Case = { rule: string; file: string; source: string }

const imports = (...specifiers: string[]) => specifiers.map((specifier) => `import '${specifier}'`).join('\n')
const types = (specifier: string) =>
  `import type { Something } from '${specifier}'\nexport type Mine = Something`
const lead = 'packages/domain/leads/src/case.ts'

/** Every line of the import table, broken on purpose. */
export const refused: readonly Case[] = [
  { rule: 'a domain room does no I/O: node:fs', file: lead, source: imports('node:fs') },
  { rule: 'a domain room does no I/O: fs without its prefix', file: lead, source: imports('fs/promises') },
  { rule: 'a domain room does no I/O: fetch', file: lead, source: `export const page = fetch('/')` },
  { rule: 'a domain room does no I/O: process', file: lead, source: 'export const id = process.pid' },
  { rule: 'a domain room sets no timer', file: lead, source: 'setTimeout(() => undefined, 1)' },
  { rule: 'a domain room has no zod', file: lead, source: imports('zod') },
  { rule: 'a domain room has no library nobody decided on', file: lead, source: imports('left-pad') },
  { rule: 'a domain room reads no clock: Date.now', file: lead, source: 'export const now = Date.now()' },
  { rule: 'a domain room reads no clock: new Date()', file: lead, source: 'export const now = new Date()' },
  { rule: 'a domain room reads no clock: Date()', file: lead, source: 'export const now = Date()' },
  { rule: 'a domain room draws no chance', file: lead, source: 'export const chance = Math.random()' },
  {
    rule: 'a domain room draws no chance by destructuring',
    file: lead,
    source: 'export const { random } = Math',
  },
  { rule: 'a domain room calls no other room', file: lead, source: imports('@tributary/scoring') },
  {
    rule: 'a type beside a value import is still an import',
    file: lead,
    source: `import { type Score } from '@tributary/scoring'\nexport type Mine = Score`,
  },
  { rule: 'a re-export is an import', file: lead, source: `export * from '@tributary/routing'` },
  {
    rule: 'a dynamic import is an import',
    file: lead,
    source: `export const room = import('@tributary/db')`,
  },
  {
    rule: 'a computed import cannot hide a room',
    file: lead,
    source: 'export const load = (name: string) => import(name)',
  },
  { rule: 'no room is entered through its walls', file: lead, source: imports('../../scoring/src/index.ts') },
  { rule: 'a domain room knows no contracts', file: lead, source: types('@tributary/contracts') },
  { rule: 'a domain room knows no database', file: lead, source: types('@tributary/db') },
  {
    rule: 'the simulator knows only the kernel: no function',
    file: 'packages/domain/simulator/src/case.ts',
    source: imports('@tributary/scoring'),
  },
  {
    rule: 'the simulator knows only the kernel: no list',
    file: 'packages/domain/simulator/src/case.ts',
    source: imports('@tributary/leads/lists'),
  },
  {
    rule: 'the simulator knows only the kernel: no type',
    file: 'packages/domain/simulator/src/case.ts',
    source: types('@tributary/routing'),
  },
  {
    rule: 'contracts call no domain room',
    file: 'packages/contracts/src/case.ts',
    source: imports('@tributary/leads'),
  },
  { rule: 'contracts know no infra', file: 'packages/contracts/src/case.ts', source: types('@tributary/db') },
  {
    rule: 'contracts know no use-cases',
    file: 'packages/contracts/src/case.ts',
    source: types('@tributary/use-cases'),
  },
  {
    rule: 'contracts know no app',
    file: 'packages/contracts/src/case.ts',
    source: types('@tributary/server'),
  },
  {
    rule: 'contracts run in a browser',
    file: 'packages/contracts/src/case.ts',
    source: imports('node:crypto'),
  },
  {
    rule: 'the database decides nothing',
    file: 'packages/infra/db/src/case.ts',
    source: imports('@tributary/scoring'),
  },
  {
    rule: 'the database knows no use-cases',
    file: 'packages/infra/db/src/case.ts',
    source: types('@tributary/use-cases'),
  },
  {
    rule: 'the database knows no app',
    file: 'packages/infra/db/src/case.ts',
    source: types('@tributary/server'),
  },
  {
    rule: 'jobs know no use-cases',
    file: 'packages/infra/jobs/src/case.ts',
    source: types('@tributary/use-cases'),
  },
  {
    rule: 'jobs know no handlers',
    file: 'packages/infra/jobs/src/case.ts',
    source: types('@tributary/worker'),
  },
  {
    rule: 'jobs know the ORM only as a type',
    file: 'packages/infra/jobs/src/case.ts',
    source: imports('@mikro-orm/core'),
  },
  {
    rule: 'connectors know no database',
    file: 'packages/infra/connectors/src/case.ts',
    source: types('@tributary/db'),
  },
  {
    rule: 'connectors know no jobs',
    file: 'packages/infra/connectors/src/case.ts',
    source: imports('@tributary/jobs'),
  },
  {
    rule: 'connectors know no use-cases',
    file: 'packages/infra/connectors/src/case.ts',
    source: imports('@tributary/use-cases'),
  },
  {
    rule: 'connectors call no domain room',
    file: 'packages/infra/connectors/src/case.ts',
    source: imports('@tributary/leads'),
  },
  {
    rule: 'connectors go around the database package neither',
    file: 'packages/infra/connectors/src/case.ts',
    source: imports('pg'),
  },
  {
    rule: 'files know nothing of ours',
    file: 'packages/infra/files/src/case.ts',
    source: types('@tributary/contracts'),
  },
  { rule: 'use-cases know no tRPC', file: 'packages/use-cases/src/case.ts', source: imports('@trpc/server') },
  { rule: 'use-cases know no Fastify', file: 'packages/use-cases/src/case.ts', source: types('fastify') },
  { rule: 'use-cases know no HTTP', file: 'packages/use-cases/src/case.ts', source: imports('node:http') },
  { rule: 'use-cases know no React', file: 'packages/use-cases/src/case.ts', source: imports('react') },
  {
    rule: 'use-cases know no app',
    file: 'packages/use-cases/src/case.ts',
    source: types('@tributary/server'),
  },
  {
    rule: 'a router knows no infra',
    file: 'apps/server/src/routers/case.ts',
    source: types('@tributary/db'),
  },
  {
    rule: 'a router knows no domain',
    file: 'apps/server/src/routers/case.ts',
    source: imports('@tributary/scoring'),
  },
  {
    rule: 'a router knows no ORM',
    file: 'apps/server/src/routers/case.ts',
    source: imports('@mikro-orm/core'),
  },
  { rule: 'a router knows no package', file: 'apps/server/src/routers/case.ts', source: imports('fastify') },
  {
    rule: 'a router knows nothing of its app but trpc.ts',
    file: 'apps/server/src/routers/case.ts',
    source: imports('../config.ts'),
  },
  {
    rule: 'only main.ts builds infra in the server',
    file: 'apps/server/src/http/case.ts',
    source: imports('@tributary/db'),
  },
  {
    rule: 'the server knows no other app',
    file: 'apps/server/src/main.ts',
    source: imports('@tributary/worker'),
  },
  {
    rule: 'a main.ts calls no domain room',
    file: 'apps/server/src/main.ts',
    source: imports('@tributary/scoring'),
  },
  {
    rule: 'the server stays in its folder',
    file: 'apps/server/src/main.ts',
    source: imports('../../worker/src/main.ts'),
  },
  {
    rule: 'a handler knows no rules',
    file: 'apps/worker/src/handlers/case.ts',
    source: imports('@tributary/routing'),
  },
  {
    rule: 'a handler knows no database',
    file: 'apps/worker/src/handlers/case.ts',
    source: types('@tributary/db'),
  },
  {
    rule: 'a handler knows jobs only as a type',
    file: 'apps/worker/src/handlers/case.ts',
    source: imports('@tributary/jobs'),
  },
  {
    rule: 'a handler knows nothing of its app',
    file: 'apps/worker/src/handlers/case.ts',
    source: imports('../config.ts'),
  },
  {
    rule: 'only main.ts builds infra in the worker',
    file: 'apps/worker/src/case.ts',
    source: imports('@tributary/jobs'),
  },
  {
    rule: 'the worker knows no other app',
    file: 'apps/worker/src/main.ts',
    source: types('@tributary/server'),
  },
  { rule: 'ui knows no contracts', file: 'packages/ui/src/case.tsx', source: types('@tributary/contracts') },
  { rule: 'ui knows no tRPC', file: 'packages/ui/src/case.tsx', source: imports('@trpc/client') },
  {
    rule: 'ui fetches no data by itself',
    file: 'packages/ui/src/case.tsx',
    source: `export const page = fetch('/')`,
  },
  {
    rule: 'ui fetches no data through a query',
    file: 'packages/ui/src/case.tsx',
    source: imports('@tanstack/react-query'),
  },
  {
    rule: 'ui knows no domain but the kernel',
    file: 'packages/ui/src/case.tsx',
    source: types('@tributary/leads'),
  },
  { rule: 'the web app knows no infra', file: 'apps/web/src/pages/case.tsx', source: types('@tributary/db') },
  {
    rule: 'the web app knows no use-cases',
    file: 'apps/web/src/pages/case.tsx',
    source: types('@tributary/use-cases'),
  },
  {
    rule: 'the web app runs no server code',
    file: 'apps/web/src/api/case.ts',
    source: imports('@tributary/server'),
  },
  {
    rule: 'only api/ knows the router type',
    file: 'apps/web/src/pages/case.tsx',
    source: types('@tributary/server'),
  },
  {
    rule: 'only api/ knows the wire: tRPC',
    file: 'apps/web/src/pages/case.tsx',
    source: imports('@trpc/client'),
  },
  {
    rule: 'only api/ knows the wire: fetch',
    file: 'apps/web/src/pages/case.tsx',
    source: `export const page = fetch('/')`,
  },
  {
    rule: 'the web app scores nothing',
    file: 'apps/web/src/pages/case.tsx',
    source: imports('@tributary/scoring'),
  },
  { rule: 'the cli knows no database', file: 'apps/cli/src/case.ts', source: imports('@tributary/db') },
  {
    rule: 'the cli knows no use-cases',
    file: 'apps/cli/src/case.ts',
    source: imports('@tributary/use-cases'),
  },
  { rule: 'launch knows no bench', file: 'apps/launch/src/case.ts', source: imports('@tributary/bench') },
  { rule: 'launch knows no server', file: 'apps/launch/src/case.ts', source: imports('@tributary/server') },
  { rule: 'bench knows no launch', file: 'apps/bench/src/case.ts', source: imports('@tributary/launch') },
  {
    rule: 'browser tests stay out of the database',
    file: 'apps/e2e/src/case.e2e.test.ts',
    source: imports('@tributary/db'),
  },
  {
    rule: 'browser tests stay out of the driver',
    file: 'apps/e2e/src/case.e2e.test.ts',
    source: imports('pg'),
  },
  {
    rule: 'a folder without a row is refused',
    file: 'apps/stranger/src/case.ts',
    source: 'export const one = 1',
  },
  {
    rule: 'the environment is read in config.ts only: process.env',
    file: 'apps/server/src/main.ts',
    source: 'export const port = process.env.PORT',
  },
  {
    rule: 'the environment is read in config.ts only: destructured',
    file: 'packages/use-cases/src/case.ts',
    source: 'export const { env } = process',
  },
  {
    rule: 'the environment is read in config.ts only: imported',
    file: 'packages/infra/db/src/case.ts',
    source: `import { env } from 'node:process'\nexport const port = env.PORT`,
  },
  {
    rule: 'the environment is read in config.ts only: the bundler',
    file: 'apps/web/src/pages/case.tsx',
    source: 'export const mode = import.meta.env.MODE',
  },
  {
    rule: 'a picture says what it shows',
    file: 'apps/web/src/pages/case.tsx',
    source: 'export const Logo = () => <img src="/logo.svg" />',
  },
]

export const allowed: readonly Case[] = [
  {
    rule: 'a domain room uses the kernel, lists, types and its own files',
    file: 'packages/domain/scoring/src/case.ts',
    source: `${imports('@tributary/kernel', '@tributary/leads/lists', './rules.ts')}\n${types('@tributary/leads')}`,
  },
  {
    rule: 'a domain room works with dates it was given',
    file: lead,
    source: 'export const next = (at: Date) => new Date(at.getTime() + 1)',
  },
  {
    rule: 'the tests of a domain room use the test tools',
    file: 'packages/domain/leads/src/case.test.ts',
    source: imports('vitest', 'fast-check', 'node:fs'),
  },
  {
    rule: 'the simulator uses the kernel',
    file: 'packages/domain/simulator/src/case.ts',
    source: imports('@tributary/kernel'),
  },
  {
    rule: 'contracts use zod, lists and types',
    file: 'packages/contracts/src/case.ts',
    source: `${imports('zod', '@tributary/leads/lists')}\n${types('@tributary/ledger')}`,
  },
  {
    rule: 'the database uses the ORM, Kysely, the kernel and contracts',
    file: 'packages/infra/db/src/case.ts',
    source: imports('@mikro-orm/core', 'kysely', '@tributary/kernel', '@tributary/contracts'),
  },
  {
    rule: 'jobs use pg-boss, zod, contracts and the EntityManager type',
    file: 'packages/infra/jobs/src/case.ts',
    source: `${imports('pg-boss', 'zod', '@tributary/contracts')}\n${types('@mikro-orm/postgresql')}`,
  },
  {
    rule: 'connectors use SDKs, contracts and domain types',
    file: 'packages/infra/connectors/src/case.ts',
    source: `${imports('nodemailer', 'undici', '@tributary/contracts')}\n${types('@tributary/leads')}`,
  },
  {
    rule: 'files use CSV libraries and the kernel',
    file: 'packages/infra/files/src/case.ts',
    source: imports('csv-stringify', '@tributary/kernel'),
  },
  {
    rule: 'use-cases use domain, infra and contracts',
    file: 'packages/use-cases/src/case.ts',
    source: imports('@tributary/scoring', '@tributary/db', '@tributary/jobs', '@tributary/contracts'),
  },
  {
    rule: 'a router uses contracts, use-cases and trpc.ts',
    file: 'apps/server/src/routers/case.ts',
    source: imports('@tributary/contracts', '@tributary/use-cases', '../trpc.ts'),
  },
  {
    rule: 'a handler uses contracts, use-cases and the handler type',
    file: 'apps/worker/src/handlers/case.ts',
    source: `${imports('@tributary/contracts', '@tributary/use-cases')}\n${types('@tributary/jobs')}`,
  },
  {
    rule: 'a main.ts uses its app, the composition and infra',
    file: 'apps/server/src/main.ts',
    source: imports('./config.ts', '@tributary/use-cases', '@tributary/db', 'fastify'),
  },
  {
    rule: 'ui uses React, its tables and charts, and the kernel',
    file: 'packages/ui/src/case.tsx',
    source: imports('react', '@base-ui/react', '@tanstack/react-table', 'recharts', '@tributary/kernel'),
  },
  {
    rule: 'a page uses contracts, ui, kernel, access and its forms',
    file: 'apps/web/src/pages/case.tsx',
    source: imports(
      '@tributary/contracts',
      '@tributary/ui',
      '@tributary/access',
      'react-hook-form',
      '../api/trpc.ts',
    ),
  },
  {
    rule: 'the web wire uses the type of the router',
    file: 'apps/web/src/api/case.ts',
    source: `${imports('@trpc/client')}\n${types('@tributary/server')}`,
  },
  {
    rule: 'launch uses infra, use-cases and the simulator',
    file: 'apps/launch/src/case.ts',
    source: imports('@tributary/db', '@tributary/use-cases', '@tributary/simulator'),
  },
  {
    rule: 'the cli uses domain rooms, contracts and files',
    file: 'apps/cli/src/case.ts',
    source: imports('@tributary/scoring', '@tributary/contracts', '@tributary/files'),
  },
  {
    rule: 'bench uses infra, use-cases and the simulator',
    file: 'apps/bench/src/case.ts',
    source: imports('@tributary/db', '@tributary/use-cases', '@tributary/simulator'),
  },
  {
    rule: 'browser tests use Playwright and contracts',
    file: 'apps/e2e/src/case.e2e.test.ts',
    source: imports('playwright-core', '@tributary/contracts'),
  },
  {
    rule: 'config.ts reads the environment',
    file: 'apps/server/src/config.ts',
    source: 'export const port = process.env.PORT',
  },
]
