import { listJobs } from '@switchyard/contract/jobs/list.ts'
import type { Command } from 'commander'
import { connect } from '../../api.ts'
import { show, table } from '../../output.ts'

export function addJobList(job: Command): void {
  job
    .command('list')
    .description('jobs, newest first')
    .option('--state <words>', 'running, paused, done, cancelled, failed')
    .option('--action <words>', 'redeliver, reprocess, …')
    .option('--cursor <cursor>', 'the next page, from the answer before')
    .action(async (query: { state?: string; action?: string; cursor?: string }, command: Command) => {
      const page = await connect(process.env).call(listJobs, { query })
      show(command, page, () => [
        ...table(
          ['ID', 'CREATED', 'ACTION', 'STATE', 'DONE', 'FAILED', 'BY'],
          page.jobs.map((one) => [
            one.id,
            one.createdAt,
            one.action,
            one.state,
            `${one.done} of ${one.total}`,
            String(one.failed),
            one.actor,
          ]),
        ),
        ...(page.nextCursor === null ? [] : [`Next page: --cursor ${page.nextCursor}`]),
      ])
    })
}
