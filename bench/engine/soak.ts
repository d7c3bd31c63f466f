// Hours of hostile endpoints: one in twenty hangs, one pours 100 MB, one drips. Does memory stay where it is?

import { readdir } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'

import type { BenchDatabases } from '../database.ts'
import type { Measured } from '../measure/measured.ts'
import { watchMachine } from '../process/machine.ts'
import { residentKb } from '../process/memory.ts'
import { enginePart, line } from './line.ts'
import type { EngineOptions } from './options.ts'
import { slopePerMinute, type Sample } from './slope.ts'
import { inEngineWorkspace } from './workspace.ts'

const mostMb = 512
const mostSlope = 1
/** A shorter soak measures the start of a process, not its life. */
const judgedFromMinutes = 10
const sampleEveryMs = 1_000

export function soakPart(databases: BenchDatabases, { minutes, perSecond }: EngineOptions): Promise<Measured> {
  const hostile = ['hang', 'huge', 'drip']
  const lanes = (origin: string) => [
    { key: 'good', url: `${origin}/ok`, concurrency: 64 },
    ...hostile.map((temper) => ({ key: temper, url: `${origin}/${temper}`, concurrency: 64, timeoutMs: 5_000 })),
  ]
  const campaigns = [...Array.from({ length: 20 - hostile.length }, () => 'good'), ...hostile]
  return inEngineWorkspace(databases, 'soak', lanes, async (workspace) => {
    const machine = await watchMachine([process.pid, databases.serverPid])
    const over = new AbortController()
    const sampling = sampleUntil(workspace.serverPid, over.signal)
    const report = await workspace.send({ campaigns, perSecond, seconds: minutes * 60, firstNumber: 0 })
    over.abort()
    const samples = await sampling
    const late = samples.slice(Math.floor(samples.length / 4))
    const peakMb = Math.max(...samples.map(({ mb }) => mb))
    const slope = slopePerMinute(late)
    const judged = minutes >= judgedFromMinutes
    const answered = report.byStatus[201] ?? 0
    const [first, last] = [late[0], late.at(-1)]
    return enginePart(
      'soak',
      [
        line(`${minutes} min at ${perSecond}/s, memory at most`, `${Math.round(peakMb)} MB`, {
          words: `at most ${mostMb} MB`,
          met: peakMb <= mostMb,
        }),
        line(
          'slope over the last three quarters',
          `${slope.toFixed(1)} MB/min${judged ? '' : `, not judged below ${judgedFromMinutes} min`}`,
          judged ? { words: `at most ${mostSlope}`, met: slope <= mostSlope } : undefined,
        ),
        line('open files, then and at the end', `${first?.files ?? '-'}, ${last?.files ?? '-'}`),
        line(
          'answered with 201',
          `${answered} of ${report.sent}, ${Math.round(report.sent / (report.elapsedMs / 1000))}/s`,
        ),
      ],
      answered === report.sent ? [] : [`${report.sent - answered} leads were not answered with 201`],
      await machine.foreignPercent(),
    )
  })
}

interface SoakSample extends Sample {
  readonly files: number
}

async function sampleUntil(pid: number, over: AbortSignal): Promise<readonly SoakSample[]> {
  const samples: SoakSample[] = []
  while (!over.aborted) {
    const [kb, files] = await Promise.all([residentKb(pid), readdir(`/proc/${pid}/fd`).catch(() => [])])
    if (kb !== null) samples.push({ atMs: performance.now(), mb: kb / 1024, files: files.length })
    await delay(sampleEveryMs, undefined, { signal: over }).catch(() => undefined)
  }
  return samples
}
