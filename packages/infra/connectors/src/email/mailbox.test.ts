import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Mail } from './mail.ts'
import { createMailbox, type Mailbox } from './mailbox.ts'

const mail: Mail = {
  operationId: 'op-1',
  to: 'ada@example.com',
  subject: 'Grüße aus Köln',
  text: 'Hello Ada',
  html: '<p>Hello <b>Ada</b></p>',
}

let base: string
let directory: string
let mailbox: Mailbox

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'mailbox-'))
  directory = join(base, 'mailbox')
  mailbox = createMailbox({ directory, sender: { name: 'Tributary', address: 'notices@localhost' } })
})
afterEach(() => rm(base, { recursive: true }))

describe('the development mailbox', () => {
  it('keeps a mail that can be listed and read', async () => {
    expect(await mailbox.sendMail(mail)).toEqual({ kind: 'ok', status: null, reference: '<op-1@localhost>' })
    const summary = { id: 'op-1', to: 'ada@example.com', subject: 'Grüße aus Köln' }
    expect(await mailbox.listMailbox(10)).toMatchObject([
      { ...summary, from: expect.stringContaining('Tributary') },
    ])
    expect(await mailbox.readMail('op-1')).toMatchObject({
      ...summary,
      text: expect.stringContaining('Hello Ada'),
      html: mail.html,
      messageId: '<op-1@localhost>',
    })
  })

  it('is readable by nobody else on the machine', async () => {
    await mailbox.sendMail(mail)
    expect((await stat(join(directory, 'op-1.eml'))).mode & 0o777).toBe(0o600)
    expect((await stat(directory)).mode & 0o777).toBe(0o700)
  })

  it('keeps one mail of an operation that is sent twice, and nothing half written', async () => {
    await mailbox.sendMail(mail)
    await mailbox.sendMail(mail)
    expect(await readdir(directory)).toEqual(['op-1.eml'])
  })

  it('lists the newest first and no more than asked for', async () => {
    for (const operationId of ['op-1', 'op-2', 'op-3']) {
      await mailbox.sendMail({ ...mail, operationId })
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    expect((await mailbox.listMailbox(2)).map(({ id }) => id)).toEqual(['op-3', 'op-2'])
  })

  it('is empty before the first mail and knows no other files', async () => {
    expect(await mailbox.listMailbox(10)).toEqual([])
    expect(await mailbox.readMail('op-9')).toBeNull()
    expect(await mailbox.readMail('../../etc/passwd')).toBeNull()
  })

  it('refuses what a mail server would be protected from', async () => {
    expect(await mailbox.sendMail({ ...mail, subject: 'a\r\nBcc: b@example.com' })).toMatchObject({
      kind: 'rejected',
    })
    expect(await mailbox.sendMail({ ...mail, operationId: '../escape' })).toMatchObject({ kind: 'rejected' })
    expect(await mailbox.listMailbox(10)).toEqual([])
  })
})
