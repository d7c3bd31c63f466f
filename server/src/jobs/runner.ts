// Runs jobs, in the roles `all` and `worker`: chunk by chunk, each job in turn, so that a small one does not wait for a big one.

import { assertNever } from '@switchyard/core/assert.ts'

import type { SettleContext } from '../settlement/settle.ts'
import type { JobAction } from './action.ts'
import { cancelDispatches } from './cancelDispatches.ts'
import { jobChanged } from './changed.ts'
import { ChunkFailure, runChunk, type ChunkOutcome } from './chunk.ts'
import { cancelItems } from './control.ts'
import { failJob, finishJob } from './finishJob.ts'
import { isTransient } from './isTransient.ts'
import { releaseJobs, takeOpenJobs, type OpenJob } from './openJobs.ts'
import { parkDispatches, unparkDispatches } from './parked.ts'
import { sweepItems } from './sweepItems.ts'
import { writeItems } from './writeItems.ts'

export interface JobRunner {
  /** Something about a job has changed: look at once. */
  nudge(): void
  /** Ends with the chunk under way; other workers may have the jobs. */
  stop(): Promise<void>
}

export interface RunnerParts {
  readonly settling: SettleContext
  readonly workerId: string
  readonly actionNamed: (name: string) => JobAction<unknown> | undefined
  readonly log: {
    warn(fields: object, message: string): void
    error(fields: object, message: string): void
  }
}

const lookEveryMs = 150
/** How long a job is let alone after it had nothing to do. */
const restMs = { full: 80, idle: 100, paused: 500, failed: 1000 }
const tidyEveryMs = 1000
const tellEveryMs = 250

interface Care {
  restUntilMs: number
  tidiedAtMs: number
  toldAtMs: number
  /** Counters when the watchers were told last. */
  toldEnded: number
}

export function startJobRunner(parts: RunnerParts): JobRunner {
  const { settling, log } = parts
  const { db, live } = settling
  const cares = new Map<string, Care>()
  let stopped = false
  let passing: Promise<void> | null = null
  let again = false
  let timer: NodeJS.Timeout | null = null

  async function pass(): Promise<void> {
    const jobs = await takeOpenJobs(db.engine, parts.workerId)
    const known = new Set(jobs.map(keyOf))
    for (const key of cares.keys()) if (!known.has(key)) cares.delete(key)
    for (const job of jobs) {
      if (stopped) return
      const care = careOf(job)
      if (care.restUntilMs > performance.now()) continue
      try {
        await visit(job, care)
      } catch (error) {
        care.restUntilMs = performance.now() + restMs.failed
        log.warn({ error, job: job.id, accountId: job.accountId }, 'a job could not go on, trying again')
      }
    }
  }

  function careOf(job: OpenJob): Care {
    const known = cares.get(keyOf(job))
    if (known) return known
    const care: Care = { restUntilMs: 0, tidiedAtMs: 0, toldAtMs: 0, toldEnded: job.ended }
    cares.set(keyOf(job), care)
    return care
  }

  async function visit(job: OpenJob, care: Care): Promise<void> {
    const action = parts.actionNamed(job.action)
    if (!action) return failJob(db.engine, job, `There is no action ${job.action} in this version`)
    const setup = await live.account(job.accountId)
    if (job.state === 'cancelled') await windDown(job)
    if (performance.now() - care.tidiedAtMs > tidyEveryMs) {
      care.tidiedAtMs = performance.now()
      await tidy(job)
    }
    if (job.ended !== care.toldEnded && performance.now() - care.toldAtMs > tellEveryMs) {
      care.toldAtMs = performance.now()
      care.toldEnded = job.ended
      await db.engine.begin((tx) => jobChanged(tx, job.accountId, job.id))
    }
    if (job.ended === job.total && job.state !== 'paused') {
      try {
        return await finishJob(db.engine, setup, job, action)
      } catch (error) {
        if (isTransient(error)) throw error
        log.error({ error, job: job.id, accountId: job.accountId }, 'a job could not be brought to its end')
        return failJob(db.engine, job, wordsOf(error))
      }
    }
    const rest = job.state === 'running' ? await advance(job, setup, action) : 'paused'
    care.restUntilMs = rest === null ? 0 : performance.now() + restMs[rest]
    if (rest === null) again = true
  }

  /** Answers how long to leave it alone; null for not at all. */
  async function advance(
    job: OpenJob,
    setup: Parameters<typeof runChunk>[1],
    action: JobAction<unknown>,
  ): Promise<'full' | 'idle' | null> {
    const outcome = await chunk(job, setup, action)
    switch (outcome.kind) {
      case 'worked':
        return null
      case 'full':
      case 'idle':
        return outcome.kind
      default:
        return assertNever(outcome)
    }
  }

  /** A chunk that fails for a reason of its own is done lead by lead, so that only the leads that cause it fail. */
  async function chunk(
    job: OpenJob,
    setup: Parameters<typeof runChunk>[1],
    action: JobAction<unknown>,
  ): Promise<ChunkOutcome> {
    try {
      return await runChunk(db.engine, setup, job, action)
    } catch (error) {
      if (!(error instanceof ChunkFailure) || isTransient(error.cause)) throw error
      log.warn({ error: error.cause, job: job.id, accountId: job.accountId }, 'a chunk failed, trying lead by lead')
      for (const place of error.places) await single(job, setup, action, place)
      return { kind: 'worked' }
    }
  }

  async function single(
    job: OpenJob,
    setup: Parameters<typeof runChunk>[1],
    action: JobAction<unknown>,
    place: number,
  ): Promise<void> {
    try {
      await runChunk(db.engine, setup, job, action, [place])
    } catch (error) {
      if (!(error instanceof ChunkFailure) || isTransient(error.cause)) throw error
      log.error({ error: error.cause, job: job.id, accountId: job.accountId, place }, 'a lead of a job failed inside')
      const result = { kind: 'failed', outcome: 'error', reason: wordsOf(error.cause) } as const
      await db.engine.begin((tx) => writeItems(tx, job, [{ place, result }], null))
    }
  }

  async function windDown(job: OpenJob): Promise<void> {
    await db.engine.begin((tx) => cancelItems(tx, job.accountId, job.id))
    while ((await cancelDispatches(settling, job.accountId, job.id)) > 0) if (stopped) return
  }

  async function tidy(job: OpenJob): Promise<void> {
    await db.engine.begin(async (tx) => {
      await sweepItems(tx, job.accountId, job.id)
      if (job.state === 'paused') await parkDispatches(tx, job.accountId, job.id)
      if (job.state === 'running') await unparkDispatches(tx, job.accountId, job.id)
    })
  }

  function look(): void {
    if (stopped || passing) return
    if (timer) clearTimeout(timer)
    timer = null
    again = false
    let troubled = false
    passing = pass()
      .catch((error: unknown) => {
        troubled = true
        log.warn({ error }, 'jobs could not be looked for')
      })
      .finally(() => {
        passing = null
        if (!stopped) timer = setTimeout(look, troubled ? restMs.failed : again ? 0 : nextLookMs())
      })
  }

  function nextLookMs(): number {
    const rests = [...cares.values()].map(({ restUntilMs }) => restUntilMs - performance.now())
    return Math.max(5, Math.min(lookEveryMs, ...rests))
  }

  look()
  return {
    nudge() {
      for (const care of cares.values()) care.restUntilMs = 0
      again = true
      look()
    },
    async stop() {
      stopped = true
      if (timer) clearTimeout(timer)
      await passing
      await releaseJobs(db.engine, parts.workerId)
    },
  }
}

function keyOf(job: OpenJob): string {
  return `${job.accountId}:${job.id}`
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
