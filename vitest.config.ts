import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['packages/**/src/**/*.test.ts', 'apps/**/src/**/*.test.ts', 'scripts/**/*.test.ts'],
          exclude: ['**/*.integration.test.ts', '**/*.e2e.test.ts', '**/node_modules/**'],
          // Pure code keeps nothing between files: loading it once for all of them is most of the time saved.
          isolate: false,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'dom',
          environment: 'happy-dom',
          include: ['packages/ui/src/**/*.test.tsx', 'apps/web/src/**/*.test.tsx'],
        },
      },
      {
        test: {
          name: 'integration',
          include: ['packages/**/src/**/*.integration.test.ts', 'apps/**/src/**/*.integration.test.ts'],
          globalSetup: [
            'packages/infra/db/src/testing-global.ts',
            'packages/use-cases/src/testing-global.ts',
          ],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        // Each worker has a house of its own: a file waits for the product more than it works.
        test: {
          name: 'browser',
          include: ['apps/e2e/src/**/*.e2e.test.ts'],
          globalSetup: ['apps/e2e/src/house/shared-house.ts'],
          maxWorkers: 2,
          isolate: false,
          testTimeout: 90_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
