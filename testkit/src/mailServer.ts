// A mail server on loopback that keeps what it is sent.

import type { AddressInfo } from 'node:net'

import { simpleParser, type ParsedMail } from 'mailparser'
import { SMTPServer, type SMTPServerEnvelope } from 'smtp-server'

export interface ReceivedMail {
  readonly from: string
  readonly to: readonly string[]
  readonly mail: ParsedMail
  /** As it came over the line. */
  readonly raw: string
}

export interface MailServer {
  readonly port: number
  readonly received: ReceivedMail[]
  /** What it answers to the whole of a mail: null takes it, a number refuses it with that code, `hang` never answers, `cut` ends the line. */
  answer: null | number | 'hang' | 'cut'
  /** How many mails it was sent to the end, taken or not. */
  readonly seen: number
  close(): Promise<void>
}

/** Takes mail from the user `ops` with the password `secret`; offers TLS with a certificate that nobody trusts. */
export async function startMailServer(): Promise<MailServer> {
  const received: ReceivedMail[] = []
  let seen = 0
  async function take(raw: Buffer, { mailFrom, rcptTo }: SMTPServerEnvelope): Promise<void> {
    const from = mailFrom === false ? '' : mailFrom.address
    received.push({
      from,
      to: rcptTo.map(({ address }) => address),
      mail: await simpleParser(raw),
      raw: raw.toString(),
    })
  }

  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    allowInsecureAuth: true,
    logger: false,
    onAuth: ({ username, password }, _session, done) =>
      username === 'ops' && password === 'secret'
        ? done(null, { user: username })
        : done(new Error('Wrong user or password')),
    onRcptTo: ({ address }, _session, done) =>
      address.startsWith('nobody@') ? done(Object.assign(new Error('No such box'), { responseCode: 550 })) : done(),
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        seen += 1
        const { answer } = kept
        if (answer === 'hang') return
        if (answer === 'cut') return cutLines(server)
        if (answer !== null) return done(Object.assign(new Error('Not now'), { responseCode: answer }))
        void take(Buffer.concat(chunks), session.envelope).finally(done)
      })
    },
  })
  // A client that goes away in the middle is no fault of this server.
  server.on('error', () => {})
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening)
  })
  // It listens on TCP, so its address is one.
  const { port } = server.server.address() as AddressInfo
  const kept: MailServer = {
    port,
    received,
    answer: null,
    get seen() {
      return seen
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
      }),
  }
  return kept
}

function cutLines(server: SMTPServer): void {
  for (const connection of server.connections as Set<{ close(): void }>) connection.close()
}
