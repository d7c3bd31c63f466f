// The product itself as a process under test: server/src/main.ts with an environment of ours, ready when /readyz says so.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

export interface ServerProcess {
  readonly origin: string
  readonly pid: number
  /** From the start of the process to the first /readyz 200. */
  readonly readyAfterMs: number
  /** Asks it to stop and waits until it has; the last lines it said come with the error when it does not end well. */
  stop(): Promise<void>
}

const mainFile = fileURLToPath(new URL('../../server/src/main.ts', import.meta.url))
const readyLimitMs = 90_000
const stopLimitMs = 30_000
const keptOutput = 8_000

export async function startServer(
  environment: Readonly<Record<string, string>>,
  nodeFlags: readonly string[] = [],
): Promise<ServerProcess> {
  const port = await freePort()
  const startedMs = performance.now()
  const child = spawn(process.execPath, [...nodeFlags, '--max-semi-space-size=8', mainFile], {
    env: { ...process.env, HOST: '127.0.0.1', PORT: String(port), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = keepOutput(child)
  const origin = `http://127.0.0.1:${port}`
  const exited = once(child, 'exit')
  try {
    await ready(child, origin)
  } catch (error) {
    child.kill('SIGKILL')
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${said()}`, { cause: error })
  }
  return {
    origin,
    // Set, since it answered.
    pid: child.pid as number,
    readyAfterMs: performance.now() - startedMs,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM')
        const late = AbortSignal.timeout(stopLimitMs)
        late.addEventListener('abort', () => child.kill('SIGKILL'))
        await exited
      }
      if (child.exitCode !== 0) {
        throw new Error(`The server ended with ${child.signalCode ?? `exit ${child.exitCode}`}\n${said()}`)
      }
    },
  }
}

async function ready(child: ChildProcess, origin: string): Promise<void> {
  const deadline = performance.now() + readyLimitMs
  while (performance.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`The server ended with exit ${child.exitCode} before it was ready`)
    const answer = await fetch(`${origin}/readyz`).catch(() => null)
    await answer?.body?.cancel()
    if (answer?.status === 200) return
    await delay(20)
  }
  throw new Error(`The server was not ready after ${readyLimitMs / 1000} s`)
}

function keepOutput(child: ChildProcess): () => string {
  let kept = ''
  const keep = (chunk: Buffer) => {
    kept = (kept + chunk.toString()).slice(-keptOutput)
  }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  return () => kept
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('No free port')
  return address.port
}
