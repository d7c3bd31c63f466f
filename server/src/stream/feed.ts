// New events for everybody who listens in this process: one look at the table for all of them, four times a second, and none while
// nobody listens.

import type { Sql } from 'postgres'

import { lookForEvents, newestPlace, placeEvents, readPlaced, type PlacedEvent } from './places.ts'

export interface Listener {
  readonly accountId: string
  readonly take: (event: PlacedEvent) => void
}

export interface Feed {
  /**
   * Resolves when the listener takes each event of its account that is not on the stream yet, in order; what it resolves with ends
   * that. What is read from the table afterwards, and what the listener takes, leave no gap between them.
   */
  listen(listener: Listener): Promise<() => void>
  close(): Promise<void>
}

const everyMs = 250
const readAtOnce = 1_000

interface Account {
  readonly listeners: Set<Listener>
  /** Everything up to this place was taken, or was there before anybody listened. */
  last: bigint
  started: Promise<void>
}

export function createFeed(engine: Sql, log: { warn(fields: object, message: string): void }): Feed {
  const accounts = new Map<string, Account>()
  let timer: NodeJS.Timeout | null = null
  let looking: Promise<void> | null = null
  let closed = false

  function accountOf(accountId: string): Account {
    const known = accounts.get(accountId)
    if (known) return known
    const fresh: Account = { listeners: new Set(), last: 0n, started: Promise.resolve() }
    fresh.started = startAt(fresh, accountId)
    accounts.set(accountId, fresh)
    return fresh
  }

  async function startAt(account: Account, accountId: string): Promise<void> {
    account.last = await newestPlace(engine, accountId)
  }

  function schedule(): void {
    if (timer !== null || closed || accounts.size === 0) return
    timer = setTimeout(() => {
      looking = look()
        .catch((error: unknown) => log.warn({ error }, 'could not look for new events'))
        .finally(() => {
          looking = null
          timer = null
          schedule()
        })
    }, everyMs)
  }

  async function look(): Promise<void> {
    // An account keeps its own place, and those that come while we look are left to the next look: so nothing is passed over.
    const asked = new Map(accounts)
    await Promise.all([...asked.values()].map(({ started }) => started))
    const lastOf = () => [...asked].map(([accountId, { last }]) => ({ accountId, last }))
    const { unplaced, placed } = await lookForEvents(engine, lastOf())
    if (unplaced) await placeEvents(engine, [...asked.keys()])
    if (!unplaced && !placed) return
    for (;;) {
      const events = await readPlaced(engine, lastOf(), readAtOnce)
      for (const event of events) {
        const account = asked.get(event.accountId)
        if (!account) continue
        account.last = event.place
        for (const listener of account.listeners) listener.take(event)
      }
      if (events.length < readAtOnce) return
    }
  }

  function end(accountId: string, account: Account, listener: Listener): void {
    account.listeners.delete(listener)
    if (account.listeners.size === 0 && accounts.get(accountId) === account) accounts.delete(accountId)
  }

  return {
    async listen(listener) {
      const { accountId } = listener
      const account = accountOf(accountId)
      account.listeners.add(listener)
      try {
        await account.started
      } catch (error) {
        end(accountId, account, listener)
        throw error
      }
      schedule()
      return () => end(accountId, account, listener)
    },
    async close() {
      closed = true
      if (timer) clearTimeout(timer)
      await looking
    },
  }
}
