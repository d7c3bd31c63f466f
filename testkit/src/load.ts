// Many leads at once from a sender that does what every sender should: it repeats what was not answered, under the same key.

import { Agent } from 'undici'

import type { Sender } from './postLead.ts'

export interface LoadOptions {
  readonly campaign: string
  readonly count: number
  readonly connections: number
  /** Where to send next; asked before every try, as a server may have come back at another address. */
  readonly to: () => Sender
  readonly fieldsOf: (index: number) => object
  /** Of the idempotency keys; needed where leads are sent in several rounds. */
  readonly keyPrefix?: string
}

export interface LoadResult {
  /** Ids of the leads as answered with 201, by index. */
  readonly ids: readonly string[]
  /** How often each other status came; 0: no answer at all. */
  readonly others: ReadonlyMap<number, number>
}

/** Sends each lead until it is answered with 201. Refuses an answer that no repeat can cure. */
export async function sendMany(options: LoadOptions): Promise<LoadResult> {
  const agent = new Agent({ connections: options.connections, pipelining: 1 })
  const ids: string[] = []
  const others = new Map<number, number>()
  let next = 0

  async function post(index: number, body: string): Promise<{ status: number; text: string }> {
    const { url, key } = options.to()
    try {
      const response = await agent.request({
        origin: url,
        path: '/v1/leads',
        method: 'POST',
        headers: {
          authorization: `Bearer ${key}`,
          'content-type': 'application/json',
          'idempotency-key': `${options.keyPrefix ?? 'load'}-${index}`,
        },
        body,
      })
      return { status: response.statusCode, text: await response.body.text() }
    } catch {
      return { status: 0, text: '' }
    }
  }

  async function lane(): Promise<void> {
    while (next < options.count) {
      const index = next++
      const body = JSON.stringify({ campaign: options.campaign, supplier: 'ADC1', fields: options.fieldsOf(index) })
      for (;;) {
        const { status, text } = await post(index, body)
        if (status === 201) {
          ids[index] = (JSON.parse(text) as { id: string }).id
          break
        }
        others.set(status, (others.get(status) ?? 0) + 1)
        if (status >= 400 && status < 500 && status !== 409 && status !== 429) throw new Error(`${status}: ${text}`)
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    }
  }

  await Promise.all(Array.from({ length: options.connections }, lane))
  await agent.close()
  return { ids, others }
}
