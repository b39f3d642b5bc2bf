import type { Step } from './run-steps.ts'

export const format: Step = { name: 'format', command: ['biome', 'check', '.'], limitSeconds: 60 }

/** The import table of docs/architecture.md is a lint rule: see scripts/boundaries/. */
export const lint: Step = {
  name: 'lint and import table',
  command: ['oxlint', '--type-aware', '--deny-warnings'],
  limitSeconds: 120,
}

export const types: Step = { name: 'types', command: ['tsc', '-b'], limitSeconds: 180 }

export const boundaries: Step = {
  name: 'package boundaries',
  command: ['turbo', 'boundaries'],
  limitSeconds: 60,
}

export const versions: Step = {
  name: 'one version of everything',
  command: ['sherif', '--ignore-rule', 'packages-without-package-json'],
  limitSeconds: 60,
}

export const deadFiles: Step = {
  name: 'nothing unused',
  command: ['knip', '--no-config-hints'],
  limitSeconds: 60,
}

export const unit: Step = { name: 'unit', project: 'unit', limitSeconds: 240 }
export const dom: Step = { name: 'dom', project: 'dom', limitSeconds: 120 }
export const integration: Step = {
  name: 'integration (real PostgreSQL)',
  project: 'integration',
  limitSeconds: 360,
}
export const browser: Step = { name: 'browser (whole product)', project: 'browser', limitSeconds: 600 }
