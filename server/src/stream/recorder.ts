// Which leads changed, and how many came in and were sold, gathered in memory and told about once a second for each account. A
// lead on its way costs an entry in a set; the stream gets two rows a second however many leads there are.

import type { Sql } from 'postgres'

import type { ChangedLeads, Counters } from '@switchyard/contract/stream/topics.ts'

import { publishAll, type NewEvent } from './publish.ts'

export interface Recorder {
  readonly leads: (accountId: string, ids: readonly string[]) => void
  /** More leads changed than anybody wants to name. */
  manyLeads(accountId: string): void
  count(accountId: string, more: Partial<Counters>): void
  /** Writes what is gathered; resolves when it is on the stream. */
  flush(): Promise<void>
  stop(): Promise<void>
}

const everyMs = 1_000
/** The first change after a quiet second is told at once, but for what comes with it. */
const gatherMs = 50
const namedAtMost = 500

interface Gathered {
  readonly ids: Set<string>
  many: boolean
  counters: Counters | null
}

const none: Counters = { received: 0, accepted: 0, rejected: 0, quarantined: 0, sold: 0 }

export function createRecorder(engine: Sql, log: { warn(fields: object, message: string): void }): Recorder {
  let gathered = new Map<string, Gathered>()
  let timer: NodeJS.Timeout | null = null
  let writing: Promise<void> | null = null
  let lastMs = -Infinity

  function of(accountId: string): Gathered {
    const known = gathered.get(accountId)
    if (known) return known
    const fresh: Gathered = { ids: new Set(), many: false, counters: null }
    gathered.set(accountId, fresh)
    timer ??= setTimeout(tick, Math.max(gatherMs, lastMs + everyMs - performance.now()))
    return fresh
  }

  function add(account: Gathered, ids: Iterable<string>): void {
    for (const id of ids) {
      if (account.ids.size < namedAtMost) account.ids.add(id)
      else if (!account.ids.has(id)) account.many = true
    }
  }

  function addCounts(account: Gathered, more: Partial<Counters>): void {
    const sum = { ...(account.counters ?? none) }
    for (const name of counterNames) sum[name] += more[name] ?? 0
    account.counters = sum
  }

  function tick(): void {
    timer = null
    lastMs = performance.now()
    void flush()
  }

  async function flush(): Promise<void> {
    await writing
    if (gathered.size === 0) return
    const batch = gathered
    gathered = new Map()
    writing = publishAll(engine, eventsOf(batch))
      .catch((error: unknown) => {
        log.warn({ error }, 'changes could not be put on the event stream; they go with the next ones')
        for (const [accountId, { ids, many, counters }] of batch) {
          const again = of(accountId)
          add(again, ids)
          again.many ||= many
          if (counters) addCounts(again, counters)
        }
      })
      .finally(() => (writing = null))
    await writing
  }

  return {
    leads(accountId, ids) {
      add(of(accountId), ids)
    },
    manyLeads(accountId) {
      of(accountId).many = true
    },
    count(accountId, more) {
      addCounts(of(accountId), more)
    },
    flush,
    async stop() {
      await flush()
      // Whatever could not be written is lost with the process; the leads themselves are not.
      if (timer) clearTimeout(timer)
    },
  }
}

const counterNames = ['received', 'accepted', 'rejected', 'quarantined', 'sold'] as const satisfies (keyof Counters)[]

function eventsOf(batch: ReadonlyMap<string, Gathered>): NewEvent[] {
  return [...batch].flatMap(([accountId, { ids, many, counters }]): NewEvent[] => {
    const changed: ChangedLeads = { ids: [...ids], many }
    return [
      ...(ids.size > 0 || many ? [{ accountId, topic: 'leads' as const, data: changed }] : []),
      ...(counters ? [{ accountId, topic: 'counters' as const, data: counters }] : []),
    ]
  })
}
