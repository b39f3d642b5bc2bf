import { type Case, imports, types } from './case.ts'

const lead = 'packages/domain/leads/src/case.ts'

/** What a package may not do, done on purpose. */
export const refusedInPackages: readonly Case[] = [
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
]
