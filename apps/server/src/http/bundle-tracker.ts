import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import { build, stop } from 'esbuild'

export type TrackerScript = {
  readonly plain: Buffer
  readonly gzip: Buffer
  readonly brotli: Buffer
  readonly etag: string
}

/** The script of the capture pages, from its sources: one file without dependencies for browsers of the last years. */
const bundle = async (): Promise<TrackerScript> => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../tracker/main.ts', import.meta.url))],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2020',
    charset: 'ascii',
    legalComments: 'none',
    tsconfigRaw: {},
    write: false,
  })
  // Its process would otherwise stay as long as ours.
  await stop()
  const plain = Buffer.from(outputFiles[0]!.contents)
  return {
    plain,
    gzip: await promisify(gzip)(plain, { level: 9 }),
    brotli: await promisify(brotliCompress)(plain),
    etag: createHash('sha256').update(plain).digest('base64url').slice(0, 22),
  }
}

let bundled: Promise<TrackerScript> | undefined

/** Made once per process. */
export const trackerScript = (): Promise<TrackerScript> => {
  bundled ??= bundle()
  return bundled
}
