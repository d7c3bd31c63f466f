import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { mailAccount } from '@switchyard/contract/notify/mailAccount.ts'
import { startMailServer, type MailServer } from '@switchyard/testkit/mailServer.ts'

import { createAddressGuard } from '../connectors/http/addresses.ts'
import { createMailer, type Mail } from './mailer.ts'

let server: MailServer
const mailer = createMailer(createAddressGuard(['127.0.0.0/8']))

beforeAll(async () => {
  server = await startMailServer()
})
afterAll(() => server.close())
beforeEach(() => {
  server.answer = null
  server.received.length = 0
})

const account = (more: object = {}) => ({
  ...mailAccount.parse({
    host: '127.0.0.1',
    port: 1,
    security: 'none',
    from: 'leads@example.com',
    user: 'ops',
    password: 'secret',
  }),
  port: server.port,
  ...more,
})
const mail: Mail = {
  to: ['ann@example.com', 'bob@example.com'],
  subject: 'Counts do not agree: Zoë → “two”',
  text: 'Line one\nLine two, naïve 山田',
  html: '<p>Line one</p>',
  messageId: 'switchyard.1.17',
  at: new Date('2026-11-22T09:00:00Z'),
}

describe('A mail', () => {
  test('arrives as plain text and as HTML, with every letter', async () => {
    expect(await mailer.send(account(), mail)).toMatchObject({ kind: 'sent' })
    const [got] = server.received
    expect(got).toMatchObject({ from: 'leads@example.com', to: mail.to })
    expect(got?.mail).toMatchObject({
      subject: mail.subject,
      messageId: '<switchyard.1.17@example.com>',
      date: mail.at,
    })
    expect(got?.mail.text?.trim()).toBe(mail.text)
    expect(got?.mail.html).toContain('<p>Line one</p>')
    expect(got?.mail.headers.get('auto-submitted')).toBe('auto-generated')
  })

  test('has no header that a value brought in', async () => {
    const bad = 'Over\r\nBcc: eve@example.com\r\n\r\nHello'
    const sent = await mailer.send(account({ fromName: bad }), { ...mail, subject: bad, messageId: `17\r\nX-Evil: 1` })
    expect(sent.kind).toBe('sent')
    const [got] = server.received
    expect(got?.to).toEqual(mail.to)
    expect(got?.mail.bcc).toBeUndefined()
    expect([...(got?.mail.headers.keys() ?? [])]).not.toContain('x-evil')
    expect(got?.raw).not.toMatch(/^(Bcc|X-Evil):/im)
    expect(got?.mail.subject).toBe('Over Bcc: eve@example.com Hello')
  })

  test('that the server takes for some is sent, and says for whom not', async () => {
    const sent = await mailer.send(account(), { ...mail, to: ['ann@example.com', 'nobody@example.com'] })
    expect(sent).toMatchObject({ kind: 'sent', reason: expect.stringContaining('nobody@example.com') })
    expect(server.received[0]?.to).toEqual(['ann@example.com'])
  })
})

describe('A mail that was not sent', () => {
  test.each([
    ['refused for good', 554, 'refused'],
    ['refused for now', 451, 'notSent'],
  ] as const)('is %s by the code of the answer', async (_, answer, kind) => {
    server.answer = answer
    expect(await mailer.send(account(), mail)).toMatchObject({ kind, reason: expect.stringContaining('Not now') })
    expect(server.received).toEqual([])
  })

  test('is in doubt when the line is cut after the mail had gone', async () => {
    server.answer = 'cut'
    expect(await mailer.send(account(), mail)).toMatchObject({ kind: 'unknown' })
  })

  test('is known not to have left when nobody listens, the password is wrong or the line cannot be encrypted', async () => {
    const gone = await startMailServer()
    await gone.close()
    expect(await mailer.send(account({ port: gone.port }), mail)).toMatchObject({ kind: 'notSent' })
    expect(await mailer.send(account({ password: 'wrong' }), mail)).toMatchObject({ kind: 'refused' })
    const untrusted = await mailer.send(account({ security: 'starttls' }), mail)
    expect(untrusted.kind).toBe('notSent')
    expect(server.received).toEqual([])
  })

  test('goes to no address that is not public', async () => {
    const strict = createMailer(createAddressGuard([]), async () => [{ address: '127.0.0.1', family: 4 }])
    expect(await strict.send(account({ host: 'mail.example.com' }), mail)).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('not a public address'),
    })
    expect(server.received).toEqual([])
  })
})
