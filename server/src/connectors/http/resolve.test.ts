import { createSocket } from 'node:dgram'

import { startBuyer } from '@switchyard/testkit/buyer/buyer.ts'
import { expect, onTestFinished, test } from 'vitest'

import { createAddressGuard } from './addresses.ts'
import { createOutbound } from './outbound.ts'
import { createResolve } from './resolve.ts'

test('localhost is this machine, whatever the name server says, also when it is asked twice at once', async () => {
  const resolve = createResolve()
  const answers = await Promise.all([resolve('localhost'), resolve('localhost'), resolve('app.localhost')])
  for (const answer of answers) expect(answer.map(({ address }) => address)).toEqual(['127.0.0.1', '::1'])
})

test('Name servers that say nothing about 500 hosts keep no call to another host waiting (F36)', async () => {
  const server = createSocket('udp4')
  let asked = 0
  server.on('message', () => (asked += 1))
  await new Promise<void>((resolve) => server.bind(0, '127.0.0.1', resolve))
  const buyer = await startBuyer()
  const resolve = createResolve([`127.0.0.1:${server.address().port}`])
  const outbound = createOutbound(createAddressGuard(['127.0.0.0/8']), resolve)
  onTestFinished(async () => {
    await outbound.close()
    await buyer.close()
    server.close()
  })
  const send = (url: string) => outbound.send({ method: 'POST', url, headers: {}, body: '{}', timeoutMs: 10_000 })
  let open = 500
  const silent = Array.from({ length: 500 }, (_, index) =>
    send(`http://host-${index}.example/`).finally(() => (open -= 1)),
  )
  await expect.poll(() => asked).toBeGreaterThan(0)
  for (let call = 0; call < 20; call += 1) {
    expect(await send(`http://localhost:${buyer.port}/accept`)).toMatchObject({ kind: 'answer' })
  }
  // All of them are still waiting for the name server: nobody stood in line behind them.
  expect(open).toBe(500)
  for (const result of await Promise.all(silent))
    expect(result).toMatchObject({ kind: 'not_sent', code: 'dns_timeout' })
}, 30_000)
