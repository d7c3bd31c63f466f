// Starts the fake buyer as a process of its own, so that what it does to its connections is done by a stranger.

import { fork } from 'node:child_process'
import { join } from 'node:path'

import type { Behaviour } from './behaviour.ts'
import type { BuyerRequest } from './buyer.ts'
import type { Counts } from './tally.ts'

export interface BuyerProcess {
  readonly url: string
  /** What a request without a command gets from now on. */
  behave(otherwise: Behaviour): Promise<void>
  /** In the order in which they came. */
  requests(): Promise<readonly BuyerRequest[]>
  /** For one URL as in the request line ("/accept?a=1"), or for all together. */
  counts(url?: string): Promise<Counts>
  close(): Promise<void>
}

export type BuyerQuestion =
  | { readonly ask: 'behave'; readonly otherwise: Behaviour }
  | { readonly ask: 'requests' }
  | { readonly ask: 'counts'; readonly url?: string | undefined }

export type BuyerMessage = { readonly id: number; readonly question: BuyerQuestion }

/** `options`: as on its command line, see buyerProcess.ts. Refuses when the process ends before it listens. */
export async function startBuyerProcess(options: readonly string[] = []): Promise<BuyerProcess> {
  const child = fork(join(import.meta.dirname, 'buyerProcess.ts'), ['--keep=100000', ...options], { silent: true })
  const waiting = new Map<number, (answer: unknown) => void>()
  let ids = 0
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.once('data', (data: Buffer) => {
      // The one line that it prints.
      resolve((JSON.parse(data.toString()) as { url: string }).url)
    })
    child.stderr?.pipe(process.stderr)
    child.once('exit', (code) => reject(new Error(`The fake buyer ended with ${code}`)))
  })
  child.on('message', ({ id, answer }: { id: number; answer: unknown }) => {
    waiting.get(id)?.(answer)
    waiting.delete(id)
  })

  function ask(question: BuyerQuestion): Promise<unknown> {
    const id = ids++
    return new Promise((resolve) => {
      waiting.set(id, resolve)
      child.send({ id, question } satisfies BuyerMessage)
    })
  }

  return {
    url,
    behave: async (otherwise) => void (await ask({ ask: 'behave', otherwise })),
    // The other side answers each question with the type that belongs to it.
    requests: async () => (await ask({ ask: 'requests' })) as readonly BuyerRequest[],
    counts: async (of) => (await ask({ ask: 'counts', url: of })) as Counts,
    async close() {
      child.kill('SIGTERM')
      await ended
    },
  }
}
