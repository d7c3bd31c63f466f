// One chunk of a job, in one transaction: what the action does and what came of each lead are written together, so that a process
// that dies in the middle has done nothing of it. Its leads' items are locked: whoever else works on the job takes others.

import type { Sql, TransactionSql } from 'postgres'

import type { AccountSetup } from '../setup/compile.ts'
import type { ItemResult, JobAction, JobItem, JobLead, RunningScope } from './action.ts'
import { jobChanged } from './changed.ts'
import { notFoundWords } from './plan.ts'
import { readLeads } from './readLeads.ts'
import { writeItems, type WrittenItem } from './writeItems.ts'

export interface ChunkJob {
  readonly accountId: string
  readonly id: string
  readonly actor: string
  readonly options: unknown
}

export type ChunkOutcome =
  /** There may be more. */
  | { readonly kind: 'worked' }
  /** As many dispatches are open as may be at once. */
  | { readonly kind: 'full' }
  /** Nothing waits that could be done now. */
  | { readonly kind: 'idle' }

/** A chunk that failed for a reason of its own, with the leads that were in it. */
export class ChunkFailure extends Error {
  readonly places: readonly number[]

  constructor(places: readonly number[], cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
    this.name = 'ChunkFailure'
    this.places = places
  }
}

/** Dispatches of one job that may be under way at a time: a big job weighs on nothing else. */
const mostOpen = 1000
/** Refilled in portions that are worth a transaction. */
const smallestRefill = 100

export async function runChunk(
  engine: Sql,
  setup: AccountSetup,
  job: ChunkJob,
  action: JobAction<unknown>,
  only: readonly number[] | null = null,
): Promise<ChunkOutcome> {
  const after: (() => void)[] = []
  let places: readonly number[] = []
  try {
    const outcome = await engine.begin(async (tx): Promise<ChunkOutcome> => {
      const pace = action.pace?.(job.options) ?? null
      const size = pace === null ? action.chunk : Math.min(action.chunk, Math.max(1, Math.round(pace / 4)))
      const counts = await countsOf(tx, job)
      // Paused or cancelled meanwhile.
      if (counts === null) return { kind: 'idle' }
      const first = counts.trial === null ? (action.tryFirst?.(job.options) ?? null) : null
      const toTry = first === null ? Infinity : first - counts.begun
      if (toTry <= 0) {
        if (counts.open > 0) return { kind: 'full' }
        await waitForGo(tx, job)
        return { kind: 'idle' }
      }
      const room = Math.min(mostOpen - counts.open, toTry)
      if (only === null && room < Math.min(size, smallestRefill, toTry)) return { kind: 'full' }
      const items = await takeItems(tx, job, Math.min(size, room), only)
      places = items.map(({ place }) => place)
      if (items.length === 0) return { kind: 'idle' }
      const scope = { accountId: job.accountId, setup, actor: job.actor, jobId: job.id }
      const written = await work(tx, scope, job, action, items, (then) => after.push(then))
      await writeItems(tx, job, written, pace)
      await jobChanged(tx, job.accountId, job.id)
      return { kind: 'worked' }
    })
    for (const then of after) then()
    return outcome
  } catch (error) {
    throw places.length === 0 ? error : new ChunkFailure(places, error)
  }
}

interface Counts {
  readonly open: number
  /** Leads that were not left out. */
  readonly begun: number
  readonly trial: 'waiting' | 'over' | null
}

/** Null unless the job runs. */
async function countsOf(tx: TransactionSql, job: ChunkJob): Promise<Counts | null> {
  const [row] = await tx<Counts[]>`
    SELECT o.open, j.succeeded + j.failed + o.open AS begun, j.trial
    FROM jobs j CROSS JOIN LATERAL (
      SELECT count(*)::int AS open FROM job_items i
      WHERE i.account_id = j.account_id AND i.job_id = j.id AND i.state = 'running') o
    WHERE j.account_id = ${job.accountId} AND j.id = ${job.id}::bigint AND j.state = 'running'`
  return row ?? null
}

/** What was to be tried first has its outcome: somebody looks at it and says whether the rest follows. Without a rest it just ends. */
async function waitForGo(tx: TransactionSql, job: ChunkJob): Promise<void> {
  const rows = await tx`
    UPDATE jobs j SET state = 'paused', trial = 'waiting'
    WHERE j.account_id = ${job.accountId} AND j.id = ${job.id}::bigint AND j.state = 'running' AND EXISTS (
      SELECT 1 FROM job_items i
      WHERE i.account_id = j.account_id AND i.job_id = j.id AND i.state = 'waiting')`
  if (rows.count > 0) await jobChanged(tx, job.accountId, job.id)
}

function takeItems(
  tx: TransactionSql,
  job: ChunkJob,
  most: number,
  only: readonly number[] | null,
): Promise<readonly JobItem[]> {
  const among = only === null ? tx`true` : tx`i.place = ANY(${[...only]}::int[])`
  return tx<JobItem[]>`
    SELECT i.place, i.lead_id::text AS "leadId", i.lead_received_at AS "receivedAt" FROM job_items i
    WHERE i.account_id = ${job.accountId} AND i.job_id = ${job.id}::bigint AND i.state = 'waiting' AND ${among}
      AND (i.due_at IS NULL OR i.due_at <= now())
    ORDER BY i.place LIMIT ${most} FOR UPDATE SKIP LOCKED`
}

async function work(
  tx: TransactionSql,
  scope: RunningScope,
  job: ChunkJob,
  action: JobAction<unknown>,
  items: readonly JobItem[],
  afterCommit: (then: () => void) => void,
): Promise<readonly WrittenItem[]> {
  if (action.runItems) {
    const results = await action.runItems(tx, scope, job.options, items, afterCommit)
    return items.map(({ place }, index) => {
      const result = results[index]
      if (!result) throw new Error(`The action ${action.name} says nothing about item ${place}`)
      return { place, result }
    })
  }
  const refs = items.flatMap(({ leadId, receivedAt }) =>
    leadId === null || receivedAt === null ? [] : [{ id: leadId, receivedAt }],
  )
  const leads = await readLeads(tx, job.accountId, refs)
  const results = new Map<string, ItemResult>()
  const todo: JobLead[] = []
  const verdicts = await action.consider(tx, scope, job.options, leads)
  leads.forEach((lead, index) => {
    const reason = verdicts[index] ?? null
    if (reason === null) todo.push(lead)
    else results.set(lead.id, { kind: 'leftOut', reason })
  })
  const done = todo.length === 0 ? [] : await action.run(tx, scope, job.options, todo, afterCommit)
  todo.forEach((lead, index) => {
    const result = done[index]
    if (!result) throw new Error(`The action ${action.name} says nothing about lead ${lead.id}`)
    results.set(lead.id, result)
  })
  return items.map(({ place, leadId }) => ({
    place,
    result: (leadId === null ? undefined : results.get(leadId)) ?? { kind: 'leftOut', reason: notFoundWords },
  }))
}
