// One reader of the stream: first what it missed, then what comes. What is on its way to it is bounded: who does not read is cut
// off, and finds everything again with its last id.

import type { ServerResponse } from 'node:http'

import type { StreamTopic } from '@switchyard/contract/stream/topics.ts'

import type { Database } from '../db/database.ts'
import type { Feed } from './feed.ts'
import { frame, gap, heartbeat, opening } from './frames.ts'
import { placeEvents, readOwn, standOf, type PlacedEvent } from './places.ts'

export interface Connection {
  readonly accountId: string
  readonly topics: readonly StreamTopic[]
  /** See lastSeen. */
  readonly last: bigint | 'unknown' | null
  readonly raw: ServerResponse
  /** Asked with every heartbeat: a key may have been revoked, a session ended. */
  readonly mayStay: () => Promise<boolean>
}

const heartbeatEveryMs = 15_000
const unreadBytesAtMost = 1024 * 1024
const waitingAtMost = 2_000
const replayAtOnce = 500

/** Resolves when the connection has ended. The head is written already. */
export async function serve(db: Database, feed: Feed, connection: Connection): Promise<void> {
  const { accountId, topics, raw } = connection
  const closed = new Promise<void>((resolve) => raw.once('close', resolve))
  raw.on('error', () => raw.destroy())
  let after = 0n
  /** While the past is sent, what comes waits here. */
  let waiting: PlacedEvent[] | null = []

  function write(text: string): void {
    if (raw.destroyed || raw.writableEnded) return
    raw.write(text)
    if (raw.writableLength > unreadBytesAtMost) raw.destroy()
  }

  function take(event: PlacedEvent): void {
    if (!topics.includes(event.topic)) return
    if (waiting === null) {
      if (event.place > after) write(frame(event))
    } else if (waiting.push(event) > waitingAtMost) raw.destroy()
  }

  async function replay(): Promise<void> {
    await placeEvents(db.engine, [accountId])
    const last = connection.last
    const from = typeof last === 'bigint' ? last : 0n
    const { newest, isKept } = await db.asAccount(accountId, (tx) => standOf(tx, from))
    if (last === null) {
      after = newest
      return
    }
    if (last === 'unknown' || (from > 0n && !isKept)) write(gap)
    // An id from the future is no place to wait for.
    after = last === 'unknown' || from > newest ? newest : from
    for (;;) {
      const page = await db.asAccount(accountId, (tx) => readOwn(tx, topics, after, replayAtOnce))
      for (const event of page) {
        // The past waits for its reader; what comes meanwhile does not wait for ever, see `take`.
        if (raw.writableNeedDrain) await Promise.race([closed, new Promise((resolve) => raw.once('drain', resolve))])
        if (raw.destroyed) return
        after = event.place
        write(frame(event))
      }
      if (page.length < replayAtOnce) return
    }
  }

  let stopListening: (() => void) | null = null
  const beat = setInterval(() => {
    connection.mayStay().then(
      (may) => (may ? write(heartbeat) : raw.end()),
      // The database is away, not the permission: the next heartbeat asks again.
      () => write(heartbeat),
    )
  }, heartbeatEveryMs)
  try {
    write(opening)
    stopListening = await feed.listen({ accountId, take })
    await replay()
    const held = waiting
    waiting = null
    for (const event of held) take(event)
    await closed
  } finally {
    clearInterval(beat)
    stopListening?.()
    raw.end()
  }
}
