// A part of a bench in a process of its own: started with its settings, asked over the parent's channel, ended by its id.
// The other end is parent.ts.

import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Part } from './part.ts'

export interface Child<Ready, Order, Answer> {
  readonly ready: Ready
  readonly pid: number
  /** One at a time. Rejects when the process ends instead of answering. */
  ask(order: Order): Promise<Answer>
  /** Ends the process and waits for it. */
  stop(): Promise<void>
}

const readyLimitMs = 30_000

export async function startChild<Settings, Ready, Order extends object, Answer>(
  part: Part<Settings, Ready, Order, Answer>,
  settings: Settings,
): Promise<Child<Ready, Order, Answer>> {
  const script = fileURLToPath(new URL(`../${part.file}`, import.meta.url))
  const child = fork(script, [JSON.stringify(settings)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const ended = new AbortController()
  child.once('exit', (code, signal) => ended.abort(new Error(`${part.file} ended (${signal ?? `exit ${code}`})`)))

  async function heard(limit: AbortSignal): Promise<unknown> {
    try {
      const [message] = await once(child, 'message', { signal: limit })
      return message
    } catch (error) {
      throw limit.reason instanceof Error ? limit.reason : error
    }
  }

  const ready = await heard(AbortSignal.any([ended.signal, AbortSignal.timeout(readyLimitMs)]))
  return {
    // What answerParent told for the same part.
    ready: ready as Ready,
    // Set: the process has spoken.
    pid: child.pid as number,
    async ask(order) {
      ended.signal.throwIfAborted()
      const answer = heard(ended.signal)
      child.send(order)
      // As above.
      return (await answer) as Answer
    },
    async stop() {
      if (ended.signal.aborted) return
      const gone = once(child, 'exit')
      child.disconnect()
      await gone
    },
  }
}
