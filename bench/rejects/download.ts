// Refused leads as a file: how long until the first byte, and until the last one.

import { createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

import type { EngineWorkspace } from '../engine/workspace.ts'
import type { Note } from '../measure/measured.ts'
import { watchMemory } from '../process/memory.ts'

/** Writes the file to `path`. */
export async function downloadNotes(
  { origin, key, serverPid }: EngineWorkspace,
  campaign: string,
  format: 'csv' | 'xlsx',
  path: string,
): Promise<readonly Note[]> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const memory = watchMemory(serverPid)
  const startedMs = performance.now()
  const made = await fetch(`${origin}/v1/campaigns/${campaign}/download`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ status: 'rejected', format }),
  })
  // The answer of our own server, whose shape its tests look after.
  const { id } = (await made.json()) as { id: string }
  const askedMs = performance.now()

  const first = await fetched(`${origin}/v1/jobs/${id}/file`, key, path)
  const again = await fetched(`${origin}/v1/jobs/${id}/file`, key, path)
  const { size } = await stat(path)
  return [
    { what: `${format}: the job is made`, value: seconds(askedMs - startedMs) },
    {
      what: `${format}: first byte`,
      value: `${seconds(first.firstByteMs)} after the file was asked for, ${seconds(askedMs - startedMs + first.firstByteMs)} after the download was`,
    },
    {
      what: `${format}: whole`,
      value: `${seconds(askedMs - startedMs + first.wholeMs)}, ${(size / 1e6).toFixed(1)} MB; server at most ${memory.peakMb()} MB`,
    },
    {
      what: `${format}: the same file again`,
      value: `first byte ${seconds(again.firstByteMs)}, whole ${seconds(again.wholeMs)}`,
    },
  ]
}

async function fetched(url: string, key: string, path: string): Promise<{ firstByteMs: number; wholeMs: number }> {
  const startedMs = performance.now()
  const answer = await fetch(url, { headers: { authorization: `Bearer ${key}` } })
  if (!answer.ok || !answer.body) throw new Error(`The file was answered ${answer.status}: ${await answer.text()}`)
  let firstByteMs = Number.NaN
  const body = Readable.fromWeb(answer.body)
  body.once('data', () => (firstByteMs = performance.now() - startedMs))
  await pipeline(body, createWriteStream(path))
  return { firstByteMs, wholeMs: performance.now() - startedMs }
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`
}
