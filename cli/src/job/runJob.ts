// Plans a job, shows the plan, asks on a terminal, makes the job and follows it.

import { randomUUID } from 'node:crypto'
import { createInterface } from 'node:readline/promises'
import type { BodyInput } from '@switchyard/contract/endpoint.ts'
import { createJob } from '@switchyard/contract/jobs/create.ts'
import { planJob } from '@switchyard/contract/jobs/plan.ts'
import type { Command } from 'commander'
import { connect } from '../api.ts'
import { show, wantsJson } from '../output.ts'
import { exitCodeOf, jobLines, planLines } from './jobWords.ts'
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
  const ended = await watchJob(api, job.id, process.stderr)
  show(command, ended, () => jobLines(ended))
  process.exitCode = exitCodeOf(ended)
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
