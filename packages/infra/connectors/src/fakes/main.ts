import { startFakes } from './start-fakes.ts'

const portOf = (name: string, fallback: number): number => {
  const port = Number(process.env[name] ?? fallback)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`${name} is not a port`)
  return port
}

const fakes = await startFakes({
  port: portOf('FAKES_PORT', 4010),
  smtpPort: portOf('FAKES_SMTP_PORT', 4025),
  journalFile: process.env.FAKES_JOURNAL ?? null,
})
console.log(JSON.stringify({ ready: true, url: fakes.url, smtpPort: fakes.smtpPort }))

const stop = async () => {
  await fakes.close()
  process.exit(0)
}
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
