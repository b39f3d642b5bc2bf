import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

const SMALLEST = 1024

/** Writes each text of the build also compressed, so that it is compressed once and not for every visitor. */
export const compressAssets = (outDir: string): Plugin => ({
  name: 'compress-assets',
  apply: 'build',
  closeBundle: async () => {
    for (const entry of await readdir(outDir, { recursive: true })) {
      if (!/\.(js|css|svg|json|html)$/.test(entry)) continue
      const path = join(outDir, entry)
      const bytes = await readFile(path)
      if (bytes.length < SMALLEST) continue
      await writeFile(`${path}.gz`, gzipSync(bytes, { level: 9 }))
      const quality = {
        [constants.BROTLI_PARAM_QUALITY]: 9,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      }
      await writeFile(`${path}.br`, brotliCompressSync(bytes, { params: quality }))
    }
  },
})
