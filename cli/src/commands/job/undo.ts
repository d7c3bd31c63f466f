import { planJob } from '@switchyard/contract/jobs/plan.ts'
import { undoJob } from '@switchyard/contract/jobs/undo.ts'
import type { Command } from 'commander'
import { connect } from '../../api.ts'
import { exitCodeOf, jobLines, planLines } from '../../job/jobWords.ts'
import { addRunOptions, agreed, type RunOptions } from '../../job/runJob.ts'
import { watchJob } from '../../job/watchJob.ts'
import { show, wantsJson } from '../../output.ts'

export function addJobUndo(job: Command): void {
  const undo = job
    .command('undo')
    .description('take back what a job has done, except where leads were changed since')
    .argument('<id>', "the job's id")
  addRunOptions(undo).action(async (id: string, { plan: onlyPlan, yes }: RunOptions, command: Command) => {
    const api = connect(process.env)
    const selection = { query: { job: `${id}:succeeded` } }
    const plan = await api.call(planJob, { body: { action: 'undo', selection, options: { job: id } } })
    if (onlyPlan) return show(command, plan, () => planLines(plan))
    const quiet = wantsJson(command)
    if (!quiet) process.stderr.write(`${planLines(plan).join('\n')}\n`)
    if (!yes && !quiet && process.stdin.isTTY && !(await agreed())) {
      process.stderr.write('Nothing was done.\n')
      process.exitCode = 1
      return
    }
    const made = await api.call(undoJob, { params: { id } })
    const ended = await watchJob(api, made.id, process.stderr)
    show(command, ended, () => jobLines(ended))
    process.exitCode = exitCodeOf(ended)
  })
}
