import { execFile } from 'node:child_process'
import { constants, existsSync } from 'node:fs'
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** A browser to start, and what it needs around it. */
export type Browser = {
  readonly executable: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
}
type Found = { readonly browser: Browser; readonly forget: () => Promise<void> }

const NAMES = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'chrome']
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]
// Root has no user namespace to put the sandbox in, nor have many containers; what is visited here is our own.
const PLAIN = ['--no-sandbox', '--disable-dev-shm-usage']
const plain = (executable: string): Found => ({
  browser: { executable, args: PLAIN, env: {} },
  forget: async () => undefined,
})

const installed = async (): Promise<string | undefined> => {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean)
  const candidates = [...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), ...PLACES]
  for (const candidate of candidates)
    if (
      await access(candidate, constants.X_OK).then(
        () => true,
        () => false,
      )
    )
      return candidate
  return undefined
}

const starts = async (executable: string, env: Record<string, string>): Promise<boolean> => {
  try {
    await promisify(execFile)(executable, ['--version'], { env: { ...process.env, ...env }, timeout: 20_000 })
    return true
  } catch {
    return false
  }
}

const fontsIn = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${join(folder, 'fonts')}</dir><cachedir>${join(folder, 'fonts-cache')}</cachedir></fontconfig>
`

/** The browser inside the npm package, unpacked for this run: its libraries and fonts only where the machine has none. */
const unpacked = async (): Promise<Found> => {
  const folder = await mkdtemp(join(tmpdir(), 'tributary-browser-'))
  const before = process.env['TMPDIR']
  // The package unpacks into the folder of temporary files and takes what lies there for complete.
  process.env['TMPDIR'] = folder
  try {
    const { default: chromium, inflate } = await import('@sparticuz/chromium')
    const executable = await chromium.executablePath()
    const env: Record<string, string> = {}
    if (!(await starts(executable, env))) {
      const packages = join(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '../bin')
      env['LD_LIBRARY_PATH'] = join(await inflate(join(packages, 'al2023.tar.br')), 'lib')
      if (!(await starts(executable, env)))
        throw new Error('The browser of the tests does not start here. Install Chrome or set CHROME_PATH.')
    }
    if (!existsSync('/etc/fonts/fonts.conf')) {
      await writeFile(join(folder, 'fonts', 'fonts.conf'), fontsIn(folder))
      env['FONTCONFIG_PATH'] = join(folder, 'fonts')
    }
    const args = [...PLAIN, '--no-zygote', '--disable-gpu']
    return {
      browser: { executable, args, env },
      forget: () => rm(folder, { recursive: true, force: true }),
    }
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
}

/** `CHROME_PATH`, else what is installed, else the one of the npm package (Linux on x64). */
export const findBrowser = async (): Promise<Found> => {
  const named = process.env['CHROME_PATH']
  if (named === 'bundled') return unpacked()
  const executable = named || (await installed())
  return executable ? plain(executable) : unpacked()
}
