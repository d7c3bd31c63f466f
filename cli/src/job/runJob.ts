// Plans a job, shows the plan, asks on a terminal, makes the job and follows it.

import { randomUUID } from 'node:crypto'
import { createInterface } from 'node:readline/promises'
import type { BodyInput } from '@switchyard/contract/endpoint.ts'
import { cancelJob } from '@switchyard/contract/jobs/cancel.ts'
import { createJob } from '@switchyard/contract/jobs/create.ts'
import { listJobItems } from '@switchyard/contract/jobs/items.ts'
import { planJob } from '@switchyard/contract/jobs/plan.ts'
import { resumeJob } from '@switchyard/contract/jobs/resume.ts'
import type { Command } from 'commander'
import { type Api, connect } from '../api.ts'
import { show, wantsJson } from '../output.ts'
import { exitCodeOf, type Job, jobLines, planLines } from './jobWords.ts'
import { watchJob } from './watchJob.ts'

export interface RunOptions {
  /** Only say what would be done. */
  readonly plan?: true
  /** Do not ask. */
  readonly yes?: true
}

export function addRunOptions(command: Command): Command {
  return command.option('--plan', 'say what would be done, and do nothing').option('--yes', 'do not ask')
}

export async function runJob(
  command: Command,
  body: BodyInput<typeof createJob>,
  { plan: onlyPlan, yes }: RunOptions,
): Promise<void> {
  const api = connect(process.env)
  const plan = await api.call(planJob, { body })
  if (onlyPlan) return show(command, plan, () => planLines(plan))
  const quiet = wantsJson(command)
  if (!quiet) process.stderr.write(`${planLines(plan).join('\n')}\n`)
  if (!yes && !quiet && process.stdin.isTTY && !(await agreed())) {
    process.stderr.write('Nothing was done.\n')
    process.exitCode = 1
    return
  }
  // Should the answer be lost and the call be made again, it is the same job.
  const job = await api.call(createJob, { body }, { headers: { 'idempotency-key': randomUUID() } })
  if (!quiet) process.stderr.write(`Job ${job.id} runs on the server; closing this stops nothing.\n`)
  const tried = await watchJob(api, job.id, process.stderr)
  const ended = tried.waitsForGo ? await goOnOrStop(api, tried, quiet) : tried
  show(command, ended, () => jobLines(ended))
  process.exitCode = exitCodeOf(ended)
}

const mostTold = 20

/** What was to be tried first has its answers: they are shown, and on a terminal it is asked whether the rest follows. */
async function goOnOrStop(api: Api, job: Job, quiet: boolean): Promise<Job> {
  if (quiet) return job
  const { items } = await api.call(listJobItems, {
    params: { id: job.id },
    query: { state: 'succeeded,failed', limit: mostTold },
  })
  const answers = items.map(({ leadId, outcome, reason }) => `  ${leadId}: ${outcome ?? ''} ${reason ?? ''}`.trimEnd())
  const rest = job.total - job.done
  process.stderr.write(`${[`Tried ${items.length}, ${rest} wait:`, ...answers].join('\n')}\n`)
  if (!process.stdin.isTTY) {
    process.stderr.write(`The rest: switchyard job resume ${job.id}; none of it: switchyard job cancel ${job.id}\n`)
    return job
  }
  const endpoint = (await agreed()) ? resumeJob : cancelJob
  await api.call(endpoint, { params: { id: job.id } })
  return watchJob(api, job.id, process.stderr)
}

/** Asked on a terminal. */
export async function agreed(): Promise<boolean> {
  const question = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return /^y(?:es)?$/i.test((await question.question('Go on? [y/N] ')).trim())
  } finally {
    question.close()
  }
}
