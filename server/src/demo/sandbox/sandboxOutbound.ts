// Lets deliveries reach the sandbox buyer, and nothing else on this machine: the address guard stays as it is for all others.

import { createAddressGuard } from '../../connectors/http/addresses.ts'
import { createOutbound, type Outbound } from '../../connectors/http/outbound.ts'
import { startSandbox, type Sandbox } from './sandbox.ts'
import { sandboxOrigin } from './sandboxOrigin.ts'

/**
 * Sends requests for the sandbox's origin to the sandbox, which is started with the first of them, and all others to
 * `outbound`. Closing it closes both.
 */
export function withSandbox(outbound: Outbound): Outbound {
  const loopback = createOutbound(createAddressGuard(['127.0.0.1/32']))
  let sandbox: Promise<Sandbox> | null = null

  return {
    async send(request) {
      if (!isForSandbox(request.url)) return outbound.send(request)
      sandbox ??= startSandbox(() => new Date())
      try {
        const { port } = await sandbox
        const url = `http://127.0.0.1:${port}${request.url.slice(sandboxOrigin.length)}`
        return await loopback.send({ ...request, url })
      } catch (error) {
        sandbox = null
        const words = error instanceof Error ? error.message : String(error)
        return {
          kind: 'not_sent',
          code: 'sandbox_failed',
          message: `The sandbox buyer did not start: ${words}`,
          durationMs: 0,
        }
      }
    },
    async close() {
      await Promise.all([outbound.close(), loopback.close()])
      if (sandbox) await sandbox.then((started) => started.close())
    },
  }
}

function isForSandbox(url: string): boolean {
  const next = url.charAt(sandboxOrigin.length)
  return url.startsWith(sandboxOrigin) && (next === '/' || next === '?' || next === '')
}
