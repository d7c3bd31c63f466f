// Pause, resume, cancel, retry: one command each, all alike.

import { cancelJob } from '@switchyard/contract/jobs/cancel.ts'
import { pauseJob } from '@switchyard/contract/jobs/pause.ts'
import { resumeJob } from '@switchyard/contract/jobs/resume.ts'
import { retryJob } from '@switchyard/contract/jobs/retry.ts'
import type { Command } from 'commander'
import { connect } from '../../api.ts'
import { jobLines } from '../../job/jobWords.ts'
import { show } from '../../output.ts'

const controls = [
  ['pause', 'begin nothing more until it is resumed', pauseJob],
  ['resume', 'go on where it was paused', resumeJob],
  ['cancel', 'leave alone what has not been done', cancelJob],
  ['retry', 'do the leads again that failed', retryJob],
] as const

export function addJobControls(job: Command): void {
  for (const [name, about, endpoint] of controls) {
    job
      .command(name)
      .description(about)
      .argument('<id>', "the job's id")
      .action(async (id: string, _options: object, command: Command) => {
        const changed = await connect(process.env).call(endpoint, { params: { id } })
        show(command, changed, () => jobLines(changed))
      })
  }
}
