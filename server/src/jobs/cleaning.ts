// Takes jobs away that ended long ago: their files first, then their leads, and the job when nothing of it is left. What they did to
// leads stays with the leads. One process at a time: the others pass.

import type { Sql, TransactionSql } from 'postgres'

import { advisoryLocks } from '../db/advisoryLocks.ts'

const everyMs = 3_600_000
/** After the start. */
const firstMs = 60_000
const keptDays = 90
/** In one transaction, so that none takes long. */
const atOnce = { files: 20, items: 10_000, jobs: 1000 }

export interface JobCleaning {
  stop(): Promise<void>
}

export function startJobCleaning(engine: Sql, log: { warn(fields: object, message: string): void }): JobCleaning {
  let stopped = false
  let running: Promise<void> | null = null
  const clean = () => {
    running ??= removeOldJobs(engine, () => stopped)
      .catch((error: unknown) => log.warn({ error }, 'old jobs could not be removed'))
      .finally(() => (running = null))
  }
  const first = setTimeout(clean, firstMs)
  const timer = setInterval(clean, everyMs)
  return {
    async stop() {
      stopped = true
      clearTimeout(first)
      clearInterval(timer)
      await running
    },
  }
}

/** Portion by portion, until nothing old is left. */
export async function removeOldJobs(engine: Sql, isStopped: () => boolean = () => false): Promise<void> {
  for (const remove of [removeFiles, removeItems, removeJobs]) {
    for (;;) {
      if (isStopped()) return
      const removed = await engine.begin(async (tx) => {
        const [turn] = await tx<{ mine: boolean }[]>`SELECT pg_try_advisory_xact_lock(${advisoryLocks.oldJobs}) AS mine`
        return turn?.mine === true ? remove(tx) : 'notMine'
      })
      if (removed === 'notMine') return
      if (removed === 0) break
    }
  }
}

async function removeFiles(tx: TransactionSql): Promise<number> {
  const rows = await tx`
    DELETE FROM job_files f WHERE f.ctid IN (
      SELECT o.ctid FROM jobs j JOIN job_files o ON o.account_id = j.account_id AND o.job_id = j.id
      WHERE ${isOld(tx)} LIMIT ${atOnce.files})`
  return rows.count
}

async function removeItems(tx: TransactionSql): Promise<number> {
  const rows = await tx`
    DELETE FROM job_items i WHERE i.ctid IN (
      SELECT o.ctid FROM jobs j JOIN job_items o ON o.account_id = j.account_id AND o.job_id = j.id
      WHERE ${isOld(tx)} LIMIT ${atOnce.items})`
  return rows.count
}

async function removeJobs(tx: TransactionSql): Promise<number> {
  const rows = await tx`
    DELETE FROM jobs d WHERE d.ctid IN (
      SELECT j.ctid FROM jobs j
      -- One may have grown old since the files and leads were looked at.
      WHERE ${isOld(tx)} AND NOT EXISTS (SELECT 1 FROM job_files f WHERE f.account_id = j.account_id AND f.job_id = j.id)
        AND NOT EXISTS (SELECT 1 FROM job_items i WHERE i.account_id = j.account_id AND i.job_id = j.id)
      LIMIT ${atOnce.jobs})`
  return rows.count
}

function isOld(tx: TransactionSql) {
  return tx`j.finished_at < now() - make_interval(days => ${keptDays})`
}
