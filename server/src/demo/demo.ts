// The demo workspace: loads it, says how much of it there is, takes it away again.

import type { TransactionSql } from 'postgres'

import type { SetupKind } from '@switchyard/contract/setup/documents.ts'

import { audit } from '../access/audit.ts'
import type { Database } from '../db/database.ts'
import { Problem } from '../http/problem.ts'
import type { Intake } from '../intake/intake.ts'
import type { LiveSetup } from '../setup/live.ts'
import type { Sealer } from '../setup/sealing.ts'
import { beginChange } from '../setup/store.ts'
import { alignTimes } from './alignTimes.ts'
import { deleteDemoLeads } from './deleteDemoLeads.ts'
import { deleteDemoSetup } from './deleteDemoSetup.ts'
import { demoLeads } from './leads/demoLeads.ts'
import type { KeptDocument } from './planRemoval.ts'
import { sendDemoLeads, untilDelivered } from './sendDemoLeads.ts'
import type { DemoDocument } from './setup/demoDocument.ts'
import { demoSetup } from './setup/demoSetup.ts'
import { demoActor, writeDemoSetup } from './writeDemoSetup.ts'

export interface Demo {
  /** Answers when the set-up is written; the leads follow in the background. Refuses with a 409 Problem. */
  load(accountId: string, actor: string): Promise<{ readonly documents: number; readonly leads: number }>
  show(accountId: string): Promise<{ readonly loading: boolean; readonly documents: number; readonly leads: number }>
  remove(accountId: string, actor: string): Promise<RemovedDemo>
  /** Resolves when no leads are being loaded. */
  idle(): Promise<void>
  /** Stops loading after the leads that are under way. */
  close(): Promise<void>
}

export interface RemovedDemo {
  readonly removed: { readonly leads: number; readonly documents: number }
  readonly kept: { readonly leads: number; readonly documents: readonly KeptDocument[] }
}

export interface DemoParts {
  readonly db: Database
  readonly live: LiveSetup
  readonly intake: Intake
  readonly sealer: Sealer
  readonly log: { info(fields: object, message: string): void; error(fields: object, message: string): void }
}

/** `leadCount`: tests load fewer. */
export function createDemo({ db, live, intake, sealer, log }: DemoParts, leadCount?: number): Demo {
  const loading = new Map<string, Promise<void>>()
  let stopped = false

  /** As the owner of the tables: requests may not delete from the ledger, and may not move its times. */
  function change<T>(accountId: string, work: (tx: TransactionSql) => Promise<T>): Promise<T> {
    return db.engine
      .begin(async (tx) => {
        await tx`SELECT set_config('app.account', ${accountId}, true)`
        await beginChange(tx)
        return { value: await work(tx) }
      })
      .then(async ({ value }) => {
        await live.refresh(accountId)
        return value
      })
  }

  async function sendLeads(accountId: string, leads: ReturnType<typeof demoLeads>): Promise<void> {
    const startedMs = Date.now()
    try {
      const ids = await sendDemoLeads(intake, accountId, leads, () => stopped)
      await untilDelivered(db.engine, accountId, ids, () => stopped)
      const aligned = await alignTimes(db.engine, accountId, ids)
      log.info(
        { leads: ids.length, delivered: aligned, durationMs: Date.now() - startedMs },
        'the demo workspace is loaded',
      )
    } catch (error) {
      log.error({ error }, 'the demo workspace could not be loaded completely; remove it and load it again')
    } finally {
      loading.delete(accountId)
    }
  }

  return {
    async load(accountId, actor) {
      const now = new Date()
      const documents = demoSetup(now)
      const leads = demoLeads(now, leadCount)
      await change(accountId, async (tx) => {
        await refuseTaken(tx, documents)
        await writeDemoSetup(tx, sealer, accountId, documents)
        await audit(tx, { accountId, actor, action: 'demo.load', object: 'demo', after: { leads: leads.length } })
      })
      loading.set(accountId, sendLeads(accountId, leads))
      return { documents: documents.length, leads: leads.length }
    },

    async show(accountId) {
      const [row] = await db.engine<{ documents: number; leads: number }[]>`
        SELECT (SELECT count(*)::int FROM setup s WHERE s.account_id = ${accountId} AND s.updated_by = ${demoActor}) AS documents,
          (SELECT count(*)::int FROM lead_data v WHERE v.account_id = ${accountId} AND v.origin -> 'demo' = 'true') AS leads`
      return { loading: loading.has(accountId), documents: row?.documents ?? 0, leads: row?.leads ?? 0 }
    },

    async remove(accountId, actor) {
      if (loading.has(accountId)) {
        throw new Problem(409, 'demo_loading', 'The demo workspace is still being loaded; try again in a few seconds')
      }
      return change(accountId, async (tx) => {
        const leads = await deleteDemoLeads(tx, accountId)
        const documents = await deleteDemoSetup(tx, accountId, actor)
        const removed = { leads: leads.deleted, documents: documents.deleted }
        const kept = { leads: leads.kept, documents: documents.kept }
        await audit(tx, { accountId, actor, action: 'demo.remove', object: 'demo', after: { removed, kept } })
        return { removed, kept }
      })
    },

    async idle() {
      await Promise.all(loading.values())
    },

    async close() {
      stopped = true
      await Promise.all(loading.values())
    },
  }
}

/** The demo never overwrites a document of somebody else. What an earlier demo left behind it takes over. */
async function refuseTaken(tx: TransactionSql, documents: readonly DemoDocument[]): Promise<void> {
  const standing = await tx<{ kind: SetupKind; key: string }[]>`
    SELECT s.kind, s.key FROM setup s WHERE s.account_id = current_account() AND s.updated_by <> ${demoActor}`
  const taken = standing.find((one) => documents.some(({ kind, key }) => kind === one.kind && key === one.key))
  if (taken) {
    throw new Problem(
      409,
      'key_taken',
      `There is a ${taken.kind} ${taken.key} already, and the demo would overwrite it`,
    )
  }
  const untouched = await tx`
    SELECT 1 FROM lead_data v JOIN leads l ON l.account_id = v.account_id AND l.id = v.lead_id AND l.received_at = v.received_at
    WHERE v.account_id = current_account() AND v.origin -> 'demo' = 'true' AND l.revision = 1 LIMIT 1`
  if (untouched.length > 0) {
    throw new Problem(409, 'demo_loaded', 'The demo workspace is loaded already; remove it first to load it afresh')
  }
}
