// The set-up as the hot path uses it: compiled once per change into closures and kept in memory. Another process's change is
// heard by NOTIFY; a version check every few seconds catches what a lost connection missed.

import type { Database } from '../db/database.ts'
import { compileAccount, type AccountSetup, type SetupRow } from './compile.ts'
import type { Sealer } from './sealing.ts'

export interface LiveSetup {
  /** Compiled on first use; later calls answer from memory. */
  account(accountId: string): Promise<AccountSetup>
  /** Reads the account's set-up again, unless it is already at its newest version. */
  refresh(accountId: string): Promise<void>
  /** What is in memory already; undefined before the account's first use. */
  peek(accountId: string): AccountSetup | undefined
  /** Accounts that have been used since the start of this process. */
  known(): readonly AccountSetup[]
  /**
   * Calls it with the set-up before and after each change, before whoever wrote the change is answered. What it throws is logged.
   */
  onChange(listener: (before: AccountSetup, after: AccountSetup) => Promise<void>): void
  listen(): Promise<void>
  close(): Promise<void>
}

const versionCheckMs = 3000

export function createLiveSetup(
  db: Database,
  sealer: Sealer,
  log: { warn(fields: object, message: string): void },
): LiveSetup {
  const accounts = new Map<string, AccountSetup>()
  const loading = new Map<string, Promise<AccountSetup>>()
  const listeners: ((before: AccountSetup, after: AccountSetup) => Promise<void>)[] = []
  let timer: NodeJS.Timeout | null = null
  let unlisten: (() => Promise<void>) | null = null

  async function load(accountId: string): Promise<AccountSetup> {
    const setup = await db.engine.begin('isolation level repeatable read read only', async (tx) => {
      const [account] = await tx<{ version: string; pepper: string }[]>`
        SELECT setup_version AS version, encode(pepper, 'hex') AS pepper FROM accounts WHERE id = ${accountId}`
      if (!account) throw new Error(`Account ${accountId} does not exist`)
      const rows = await tx<SetupRow[]>`
        SELECT kind, key, version, doc FROM setup WHERE account_id = ${accountId} ORDER BY kind, key`
      return compileAccount(accountId, Number(account.version), account.pepper, rows, sealer)
    })
    for (const problem of setup.problems) log.warn({ accountId, ...problem }, 'set-up document could not be compiled')
    const before = accounts.get(accountId)
    accounts.set(accountId, setup)
    if (before && before.version !== setup.version) await tell(before, setup)
    return setup
  }

  async function tell(before: AccountSetup, after: AccountSetup): Promise<void> {
    for (const listener of listeners) {
      await listener(before, after).catch((error: unknown) => {
        log.warn({ error, accountId: after.accountId }, 'what follows a change of set-up could not be done')
      })
    }
  }

  function loadOnce(accountId: string): Promise<AccountSetup> {
    const running = loading.get(accountId)
    if (running) return running
    const started = load(accountId).finally(() => loading.delete(accountId))
    loading.set(accountId, started)
    return started
  }

  async function refresh(accountId: string): Promise<void> {
    // A load that began before the change may have read the old rows: wait for it, then read again.
    const running = loading.get(accountId)
    if (running) await running.catch(() => undefined)
    if (accounts.has(accountId)) await loadOnce(accountId)
  }

  async function checkVersions(): Promise<void> {
    const ids = [...accounts.keys()]
    if (ids.length === 0) return
    const rows = await db.engine<{ id: string; version: string }[]>`
      SELECT id::text AS id, setup_version AS version FROM accounts WHERE id = ANY(${ids}::bigint[])`
    for (const row of rows) {
      if (accounts.get(row.id)?.version !== Number(row.version)) await refresh(row.id)
    }
  }

  return {
    account(accountId) {
      const ready = accounts.get(accountId)
      return ready ? Promise.resolve(ready) : loadOnce(accountId)
    },
    refresh,
    onChange: (listener) => void listeners.push(listener),
    peek: (accountId) => accounts.get(accountId),
    known: () => [...accounts.values()],
    async listen() {
      const subscription = await db.engine.listen('switchyard_setup', (accountId) => {
        refresh(accountId).catch((error: unknown) => log.warn({ error, accountId }, 'set-up could not be read again'))
      })
      unlisten = () => subscription.unlisten()
      timer = setInterval(() => {
        checkVersions().catch((error: unknown) => log.warn({ error }, 'set-up versions could not be checked'))
      }, versionCheckMs)
      timer.unref()
    },
    async close() {
      if (timer) clearInterval(timer)
      await unlisten?.()
    },
  }
}
