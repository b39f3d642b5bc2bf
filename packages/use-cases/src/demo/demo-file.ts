import { join } from 'node:path'

/** Where the launcher tells others how to enter the demo. */
export const demoFileIn = (dataDir: string): string => join(dataDir, 'demo.json')
