// Redeliveries as an operator starts them.

import { setTimeout as delay } from 'node:timers/promises'

import type { EngineWorkspace } from './workspace.ts'

export interface JobEnd {
  readonly state: string
  readonly succeeded: number
  readonly failed: number
  readonly leftOut: number
}

export interface StartedJob {
  readonly id: string
  /** When the request went out, milliseconds since 1970. */
  readonly askedAtMs: number
}

export async function startRedelivery(
  { origin, key }: EngineWorkspace,
  selection: object,
  options: object,
): Promise<StartedJob> {
  const askedAtMs = Date.now()
  const answer = await fetch(`${origin}/v1/jobs`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ action: 'redeliver', selection, options }),
  })
  const text = await answer.text()
  if (answer.status !== 202) throw new Error(`POST /v1/jobs answered ${answer.status}: ${text}`)
  return { id: (JSON.parse(text) as { id: string }).id, askedAtMs }
}

/** Rejects when it has not ended in time. */
export async function untilJobEnds({ sql }: EngineWorkspace, id: string, limitMs: number): Promise<JobEnd> {
  const deadline = performance.now() + limitMs
  for (;;) {
    const [job] = await sql<JobEnd[]>`
      SELECT /* bench */ state, succeeded, failed, left_out AS "leftOut" FROM jobs WHERE id = ${id}`
    if (job !== undefined && job.state !== 'running' && job.state !== 'planned') return job
    if (performance.now() > deadline) throw new Error(`Job ${id} was still ${job?.state} after ${limitMs / 1000} s`)
    await delay(20)
  }
}

/** When the last of its dispatches ended, milliseconds since 1970. */
export async function lastOutcomeAtMs({ sql }: EngineWorkspace, id: string): Promise<number> {
  const [row] = await sql<{ at: Date | null }[]>`
    SELECT /* bench */ max(settled_at) AS at FROM dispatches WHERE job_id = ${id}`
  if (!row?.at) throw new Error(`Job ${id} has no dispatch that ended`)
  return row.at.getTime()
}
