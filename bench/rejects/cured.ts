// Refused leads put through: by a cure of their cause, and by the file that was downloaded.

import { openAsBlob } from 'node:fs'
import { basename } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

import { untilJobEnds } from '../engine/jobs.ts'
import { untilIdle } from '../engine/untilIdle.ts'
import type { EngineWorkspace } from '../engine/workspace.ts'
import type { Note } from '../measure/measured.ts'
import { watchMemory } from '../process/memory.ts'
import { refusedValue } from './fillRejected.ts'

const limitMs = 1_800_000

export interface Cured {
  readonly notes: readonly Note[]
  readonly problems: readonly string[]
}

/** The cause of a campaign's leads is cured with a synonym. */
export async function cureNotes(workspace: EngineWorkspace, campaign: string, leads: number): Promise<Cured> {
  const body = {
    selection: { query: { campaign, status: 'rejected' } },
    cure: { kind: 'addSynonym', value: refusedValue, to: 'VW' },
  }
  const previewMs = await timed(() => post(workspace, '/v1/causes/preview', JSON.stringify(body), 200))
  const startedMs = performance.now()
  // The answers of our own server, whose shapes its tests look after.
  const job = (await post(workspace, '/v1/causes/cure', JSON.stringify(body), 202)) as { id: string }
  const { routed, delivered, problems } = await untilThrough(workspace, campaign, job.id, startedMs, leads)
  return {
    notes: [
      { what: `cure of ${leads} leads: preview`, value: seconds(previewMs) },
      { what: `cure of ${leads} leads: checked and routed`, value: `${routed}, all delivered after ${delivered}` },
    ],
    problems,
  }
}

/** The file comes back as it went out; what was refused is in the list by now. */
export async function uploadNotes(
  workspace: EngineWorkspace,
  campaign: string,
  path: string,
  leads: number,
): Promise<Cured> {
  const memory = watchMemory(workspace.serverPid)
  const form = new FormData()
  form.set('file', await openAsBlob(path), basename(path))
  form.set('campaign', campaign)
  form.set('purpose', 'resolve')
  const askedMs = performance.now()
  const { id } = (await post(workspace, '/v1/imports', form, 201)) as { id: string }
  const answeredMs = performance.now() - askedMs
  await untilComplete(workspace, id)
  const previewMs = performance.now() - askedMs
  const startedMs = performance.now()
  const job = (await post(workspace, `/v1/imports/${id}/run`, null, 202)) as { id: string }
  const { routed, delivered, problems } = await untilThrough(workspace, campaign, job.id, startedMs, leads)
  const wholeMs = previewMs + (performance.now() - startedMs)
  return {
    notes: [
      {
        what: `upload of ${leads} rows: preview`,
        value: `answered ${seconds(answeredMs)}, all rows judged ${seconds(previewMs)}`,
      },
      {
        what: `upload of ${leads} rows: checked and routed`,
        value: `${routed} after the run was asked for, all delivered after ${delivered}; from upload to delivery ${seconds(wholeMs)}; server at most ${memory.peakMb()} MB`,
      },
    ],
    problems,
  }
}

async function untilComplete({ origin, key }: EngineWorkspace, id: string): Promise<void> {
  for (;;) {
    const answer = await fetch(`${origin}/v1/imports/${id}`, { headers: { authorization: `Bearer ${key}` } })
    const { preview, reason } = (await answer.json()) as { preview: { complete: boolean }; reason: string | null }
    if (preview.complete) return
    if (reason !== null) throw new Error(reason)
    await delay(50)
  }
}

async function untilThrough(
  workspace: EngineWorkspace,
  campaign: string,
  jobId: string,
  startedMs: number,
  leads: number,
) {
  const { sql } = workspace
  const end = await untilJobEnds(workspace, jobId, limitMs)
  const [row] = await sql<{ accepted: number; routedAt: Date | null }[]>`
    SELECT /* bench */ count(*)::int AS accepted, (SELECT max(created_at) FROM dispatches WHERE campaign = ${campaign}) AS "routedAt"
    FROM leads WHERE campaign = ${campaign} AND status = 'accepted'`
  await untilIdle(sql)
  const deliveredMs = performance.now() - startedMs
  const wallStartMs = performance.timeOrigin + startedMs
  return {
    routed: row?.routedAt ? seconds(row.routedAt.getTime() - wallStartMs) : 'never',
    delivered: seconds(deliveredMs),
    problems:
      row?.accepted === leads ? [] : [`${row?.accepted} of ${leads} leads were accepted; the job ended ${end.state}`],
  }
}

async function post(
  { origin, key }: EngineWorkspace,
  path: string,
  body: string | FormData | null,
  expected: number,
): Promise<unknown> {
  const headers = {
    authorization: `Bearer ${key}`,
    ...(typeof body === 'string' ? { 'content-type': 'application/json' } : {}),
  }
  const answer = await fetch(origin + path, { method: 'POST', headers, body })
  const text = await answer.text()
  if (answer.status !== expected) throw new Error(`POST ${path} answered ${answer.status}: ${text.slice(0, 500)}`)
  return JSON.parse(text)
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now()
  await work()
  return performance.now() - startedMs
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`
}
