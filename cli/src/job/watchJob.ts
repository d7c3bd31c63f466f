// Follows a job to its end, with a bar on a terminal and a line every five seconds elsewhere.

import { setTimeout as sleep } from 'node:timers/promises'
import { showJob } from '@switchyard/contract/jobs/show.ts'
import type { Api } from '../api.ts'
import { type Job, progressLine } from './jobWords.ts'

const lookEveryMs = 250
const lineEveryMs = 5_000

/** Resolves when nothing of the job is open any more, or somebody has paused it. */
export async function watchJob(
  api: Api,
  id: string,
  out: { readonly isTTY?: boolean; write(text: string): unknown },
): Promise<Job> {
  let saidAtMs = performance.now()
  for (;;) {
    const job = await api.call(showJob, { params: { id } })
    const isOver = job.finishedAt !== null || job.state === 'paused'
    if (out.isTTY === true) out.write(isOver ? '\r\u001b[K' : `\r${progressLine(job, true)}\u001b[K`)
    else if (!isOver && performance.now() - saidAtMs >= lineEveryMs) {
      saidAtMs = performance.now()
      out.write(`${progressLine(job, false)}\n`)
    }
    if (isOver) return job
    await sleep(lookEveryMs)
  }
}
