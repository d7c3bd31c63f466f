import type { Command } from 'commander'
import { connect } from '../../api.ts'
import { exitCodeOf, jobLines } from '../../job/jobWords.ts'
import { watchJob } from '../../job/watchJob.ts'
import { show } from '../../output.ts'

export function addJobWatch(job: Command): void {
  job
    .command('watch')
    .description('follow a job until it has ended or is paused')
    .argument('<id>', "the job's id")
    .action(async (id: string, _options: object, command: Command) => {
      const ended = await watchJob(connect(process.env), id, process.stderr)
      show(command, ended, () => jobLines(ended))
      process.exitCode = exitCodeOf(ended)
    })
}
