import { type Case, imports, types } from './case.ts'

const lead = 'packages/domain/leads/src/case.ts'

/** What the import table allows. */
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
