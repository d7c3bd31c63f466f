// How long a person waits: from the start of the process to ready, on a new data folder with the demo workspace, and again.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Measured } from './measure/measured.ts'
import { startServer } from './process/serverProcess.ts'

export async function startBench(): Promise<Measured> {
  await using parts = new AsyncDisposableStack()
  const dataDir = await mkdtemp(join(tmpdir(), 'switchyard-bench-start-'))
  parts.defer(() => rm(dataDir, { recursive: true, force: true }))
  const first = await startAndStop(dataDir)
  const second = await startAndStop(dataDir)
  return {
    name: 'start',
    perSecond: null,
    answerMs: null,
    journeyMs: null,
    foreignPercent: null,
    peakMemoryMb: null,
    counts: [],
    notes: [
      { what: 'first start, new data folder', value: seconds(first.readyAfterMs) },
      { what: 'second start', value: seconds(second.readyAfterMs) },
    ],
    problems: [...first.problems, ...second.problems],
  }
}

interface Started {
  readonly readyAfterMs: number
  readonly problems: readonly string[]
}

/** The embedded server, whatever DATABASE_URL says here. Stopped as soon as it is ready, which must go well too. */
async function startAndStop(dataDir: string): Promise<Started> {
  const server = await startServer({ SWITCHYARD_DATA: dataDir, DATABASE_URL: '', SWITCHYARD_SETUP: 'demo' })
  const { readyAfterMs } = server
  try {
    await server.stop()
    return { readyAfterMs, problems: [] }
  } catch (error) {
    return { readyAfterMs, problems: [error instanceof Error ? error.message : String(error)] }
  }
}

function seconds(valueMs: number): string {
  return `${(valueMs / 1000).toFixed(2)} s`
}
