import { connect, type Socket } from 'node:net'

type Opened = (error: Error | null, opened?: { connection: Socket }) => void

/**
 * A connection that sends what is written at once. The mail library writes a message and its end apart, and without
 * this the second waits 40 ms for the other side to confirm the first.
 */
export const openSocket =
  (host: string, port: number, timeoutMs: number) =>
  (_options: unknown, done: Opened): void => {
    const socket = connect({ host, port, noDelay: true, keepAlive: true })
    const finish = (error: Error | null) => {
      socket.setTimeout(0)
      socket.removeAllListeners()
      if (error === null) return done(null, { connection: socket })
      socket.on('error', () => undefined)
      socket.destroy()
      done(error)
    }
    socket.setTimeout(timeoutMs)
    socket.once('connect', () => finish(null))
    socket.once('error', finish)
    socket.once('timeout', () => finish(Object.assign(new Error('no connection'), { code: 'ETIMEDOUT' })))
  }
