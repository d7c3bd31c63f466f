import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TLSSocket } from 'node:tls'

import { startBuyer } from '@switchyard/testkit/buyer/buyer.ts'
import { afterAll, describe, expect, it, onTestFinished } from 'vitest'

import { createAddressGuard } from './addresses.ts'
import { createOutbound } from './outbound.ts'

const folder = mkdtempSync(join(tmpdir(), 'switchyard-tls-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Self-signed for `name`; null on a machine that has no openssl command. */
function certificate(file: string, name: string, days = '2') {
  const [key, cert] = [join(folder, `${file}.key`), join(folder, `${file}.pem`)]
  try {
    const subject = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`]
    const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', days]
    execFileSync('openssl', ['req', ...kind, ...subject, '-keyout', key, '-out', cert], { stdio: 'ignore' })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
  return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }
}

/** For `name`, by an authority of its own; `options` go to the authority's signature ("-days", "-1"). */
function signed(file: string, name: string, options: readonly string[]) {
  const authority = certificate(`${file}-ca`, 'authority.example')
  if (authority === null) return null
  const at = (ending: string) => join(folder, `${file}${ending}`)
  const run = (args: readonly string[]) => execFileSync('openssl', args, { stdio: 'ignore' })
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  run([
    'req',
    ...kind,
    '-subj',
    `/CN=${name}`,
    '-addext',
    `subjectAltName=DNS:${name}`,
    '-keyout',
    at('.key'),
    '-out',
    at('.csr'),
  ])
  const by = ['-CA', at('-ca.pem'), '-CAkey', at('-ca.key'), '-copy_extensions', 'copy']
  run(['x509', '-req', '-in', at('.csr'), ...by, ...options, '-out', at('.pem')])
  return { key: readFileSync(at('.key'), 'utf8'), cert: readFileSync(at('.pem'), 'utf8'), ca: authority.cert }
}

const buyerCertificate = certificate('buyer', 'buyer.example')
const ours = certificate('ours', 'switchyard.example')

// Without the openssl command there is nothing to make certificates with.
describe.skipIf(buyerCertificate === null || ours === null)('HTTPS', () => {
  // The suite is skipped when either is missing.
  const [tls, client] = [buyerCertificate, ours] as [{ key: string; cert: string }, { key: string; cert: string }]

  function outboundTo(address: string) {
    const outbound = createOutbound(createAddressGuard(['127.0.0.0/8']), () =>
      Promise.resolve([{ address, family: 4 }]),
    )
    onTestFinished(() => outbound.close())
    const send = (url: string, ca?: string, own = client) =>
      outbound.send({
        method: 'POST',
        url,
        headers: {},
        body: '{}',
        timeoutMs: 5000,
        certificate: ca === undefined ? undefined : { ...own, ca },
      })
    return { send }
  }

  async function secureBuyer() {
    const buyer = await startBuyer({ tls })
    onTestFinished(() => buyer.close())
    return buyer
  }

  it('does not trust a self-signed certificate, and sends it nothing', async () => {
    const buyer = await secureBuyer()
    const { send } = outboundTo('127.0.0.1')
    expect(await send(`https://buyer.example:${buyer.port}/accept`)).toMatchObject({
      kind: 'not_sent',
      code: 'tls_self_signed',
      message: `buyer.example:${buyer.port} is not trusted: its certificate is self-signed`,
    })
    expect(buyer.requests()).toEqual([])
  })

  it('trusts what the delivery brings its own authority for, under the right name only', async () => {
    const buyer = await secureBuyer()
    const { send } = outboundTo('127.0.0.1')
    expect(await send(`https://buyer.example:${buyer.port}/accept`, tls.cert)).toMatchObject({ kind: 'answer' })
    expect(await send(`https://other.example:${buyer.port}/accept`, tls.cert)).toMatchObject({
      kind: 'not_sent',
      code: 'tls_wrong_host',
    })
    // One delivery's authority is not another's.
    expect(await send(`https://buyer.example:${buyer.port}/accept`)).toMatchObject({ kind: 'not_sent' })
  })

  it('shows its client certificate', async () => {
    const names: string[] = []
    const server = createServer({ ...tls, requestCert: true, ca: client.cert }, (request, response) => {
      // An HTTPS server's sockets are TLS sockets.
      names.push(String((request.socket as TLSSocket).getPeerCertificate().subject.CN))
      response.end('ok')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const { port } = server.address() as AddressInfo // it listens on TCP
    const { send } = outboundTo('127.0.0.1')
    expect(await send(`https://buyer.example:${port}/`, tls.cert)).toMatchObject({
      kind: 'answer',
      answer: { body: 'ok' },
    })
    expect(names).toEqual(['switchyard.example'])
  })

  it.each([
    ['has expired', ['-days', '-1'], 'tls_expired'],
    ['is signed with SHA-1', ['-days', '2', '-sha1'], 'tls_weak'],
  ])('trusts no certificate that %s, whoever signed it', async (words, options, code) => {
    const made = signed(words.replaceAll(' ', '-'), 'buyer.example', options)
    if (made === null) throw new Error('The openssl command has gone')
    const buyer = await startBuyer({ tls: made })
    onTestFinished(() => buyer.close())
    const { send } = outboundTo('127.0.0.1')
    expect(await send(`https://buyer.example:${buyer.port}/accept`, made.ca)).toMatchObject({ kind: 'not_sent', code })
    expect(buyer.requests()).toEqual([])
  })

  it.each(['TLSv1', 'TLSv1.1'] as const)('does not speak %s', async (version) => {
    const old = { minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' }
    const server = createServer({ ...tls, ...old }, (_, response) => response.end('ok'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const { port } = server.address() as AddressInfo // it listens on TCP
    const { send } = outboundTo('127.0.0.1')
    expect(await send(`https://buyer.example:${port}/`, tls.cert)).toMatchObject({
      kind: 'not_sent',
      code: 'tls_failed',
    })
  })

  it('says when the other side does not speak TLS at all', async () => {
    const buyer = await startBuyer()
    onTestFinished(() => buyer.close())
    const { send } = outboundTo('127.0.0.1')
    expect(await send(`https://buyer.example:${buyer.port}/`)).toMatchObject({ kind: 'not_sent', code: 'tls_failed' })
    expect(buyer.requests()).toEqual([])
  })
})
