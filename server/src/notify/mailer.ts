// Sends one e-mail by the operator's own mail server. The one place that speaks SMTP.

import { connect, isIP, type Socket } from 'node:net'
import { Readable } from 'node:stream'

import MailComposer from 'nodemailer/lib/mail-composer'
import SMTPConnection from 'nodemailer/lib/smtp-connection'

import type { MailAccount } from '@switchyard/contract/notify/mailAccount.ts'

import type { AddressGuard } from '../connectors/http/addresses.ts'
import { ForbiddenAddress } from '../connectors/http/connect.ts'
import { createResolve, type Resolve } from '../connectors/http/resolve.ts'
import type { SendOutcome } from './sendOutcome.ts'

export interface Mail {
  readonly to: readonly string[]
  readonly subject: string
  readonly text: string
  readonly html: string
  /** Without angle brackets; the same over retries, so that a mail that comes twice is known as one. */
  readonly messageId: string
  readonly at: Date
}

export interface Mailer {
  /** Never rejects. */
  send(account: MailAccount, mail: Mail): Promise<SendOutcome>
}

const connectTimeoutMs = 10_000
const stepTimeoutMs = 20_000
const wholeTimeoutMs = 60_000

/** @param resolve only tests give their own */
export function createMailer(guard: AddressGuard, resolve: Resolve = createResolve()): Mailer {
  return {
    async send(account, mail) {
      let raw: Buffer
      let socket: Socket
      try {
        raw = await compose(account, mail)
        socket = await openSocket(account, guard, resolve)
      } catch (error) {
        if (error instanceof ForbiddenAddress) return { kind: 'refused', reason: error.message }
        return { kind: 'notSent', reason: wordsOf(error) }
      }
      return converse(account, mail, raw, socket)
    },
  }
}

/** The composer folds and encodes; that no value can begin a header of its own is seen to here as well. */
function compose(account: MailAccount, mail: Mail): Promise<Buffer> {
  const composer = new MailComposer({
    from: { name: oneLine(account.fromName), address: account.from },
    to: mail.to.map((address) => ({ name: '', address: oneLine(address) })),
    subject: oneLine(mail.subject),
    text: mail.text,
    html: mail.html,
    messageId: `<${oneLine(mail.messageId)}@${account.from.split('@')[1] ?? 'localhost'}>`,
    date: mail.at,
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return composer.compile().build()
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
}

/** The address that was judged is the one that is connected to. */
async function openSocket(account: MailAccount, guard: AddressGuard, resolve: Resolve): Promise<Socket> {
  const { host, port } = account
  const found = isIP(host) === 0 ? (await resolve(host)).map(({ address }) => address) : [host]
  const allowed = found.filter((address) => guard.allows(address))
  if (allowed.length === 0) throw new ForbiddenAddress(host, found)
  let last: unknown = null
  for (const address of allowed.slice(0, 4)) {
    try {
      return await connectTo(address, port)
    } catch (error) {
      last = error
    }
  }
  throw last
}

function connectTo(host: string, port: number): Promise<Socket> {
  return new Promise((settle, fail) => {
    const socket = connect({ host, port })
    socket.setTimeout(connectTimeoutMs, () => socket.destroy(new Error(`${host}:${port} did not answer in time`)))
    socket.once('error', fail)
    socket.once('connect', () => {
      socket.setTimeout(0)
      socket.off('error', fail)
      settle(socket)
    })
  })
}

function converse(account: MailAccount, mail: Mail, raw: Buffer, socket: Socket): Promise<SendOutcome> {
  const { host, port, security, user, password } = account
  const connection = new SMTPConnection({
    connection: socket,
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    greetingTimeout: stepTimeoutMs,
    connectionTimeout: stepTimeoutMs,
    socketTimeout: stepTimeoutMs,
    socketCloseTimeout: 1_000,
    maxResponseSize: 64 * 1024,
  })
  /** From here on the server may have the whole mail, whatever becomes of the line. */
  let begun = false
  // A stream, because it is read only once the server has asked for the mail.
  const body = Readable.from(
    (function* () {
      begun = true
      yield raw
    })(),
  )
  return new Promise((settle) => {
    const end = (outcome: SendOutcome) => {
      clearTimeout(deadline)
      settle(outcome)
      if (outcome.kind === 'sent') connection.quit()
      else connection.close()
    }
    const failed = (error: unknown) => end(outcomeOf(error, begun))
    const deadline = setTimeout(() => failed(new Error(`${host} took too long`)), wholeTimeoutMs)
    connection.on('error', failed)
    connection.connect((error) => {
      if (error) return failed(error)
      const hand = () =>
        connection.send({ from: account.from, to: [...mail.to] }, body, (problem, info) => {
          if (problem) return failed(problem)
          const refused = info?.rejected ?? []
          const answer = cut(info?.response ?? 'accepted')
          end({
            kind: 'sent',
            reason: refused.length === 0 ? answer : `${answer}; not taken for ${refused.map(String).join(', ')}`,
          })
        })
      if (user === undefined || user === '') return hand()
      connection.login({ user, pass: password ?? '', credentials: { user, pass: password ?? '' } }, (problem) =>
        problem ? failed(problem) : hand(),
      )
    })
  })
}

/** `begun`: the mail itself was being sent. Then only the server's own no says that it was not taken. */
function outcomeOf(error: unknown, begun: boolean): SendOutcome {
  const reason = wordsOf(error)
  const code = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : 0
  if (code >= 500 && code < 600) return { kind: 'refused', reason }
  if (code >= 400 && code < 500) return { kind: 'notSent', reason }
  return begun ? { kind: 'unknown', reason: `${reason}; it may or may not have arrived` } : { kind: 'notSent', reason }
}

function wordsOf(error: unknown): string {
  return cut(error instanceof Error ? error.message : String(error))
}

function cut(text: string): string {
  return oneLine(text).slice(0, 300)
}
