/** One file of a tree of its own, and what it shows. */
export type Case = { rule: string; file: string; source: string }

export const imports = (...specifiers: string[]) =>
  specifiers.map((specifier) => `import '${specifier}'`).join('\n')
export const types = (specifier: string) =>
  `import type { Something } from '${specifier}'\nexport type Mine = Something`
