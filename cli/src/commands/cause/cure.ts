// Previews a cure, asks on a terminal, carries it out and follows its job.

import { randomUUID } from 'node:crypto'
import { cureCause } from '@switchyard/contract/causes/cure.ts'
import { previewCure } from '@switchyard/contract/causes/preview.ts'
import type { Command } from 'commander'
import { connect } from '../../api.ts'
import { addCauseOptions, type CauseOptions, cureBodyOf } from '../../cause/causeOptions.ts'
import { previewLines } from '../../cause/previewLines.ts'
import { exitCodeOf, jobLines } from '../../job/jobWords.ts'
import { agreed } from '../../job/runJob.ts'
import { watchJob } from '../../job/watchJob.ts'
import { show, wantsJson } from '../../output.ts'

export function addCauseCure(cause: Command): void {
  const command = cause.command('cure').description('cure what leads are refused for, and check them again')
  addCauseOptions(command)
    .option('--yes', 'do not ask')
    .action(async (id: string | undefined, options: CauseOptions & { readonly yes?: true }, own: Command) => {
      const api = connect(process.env)
      const body = cureBodyOf(id, options)
      const quiet = wantsJson(own)
      if (!quiet) {
        const preview = await api.call(previewCure, { body })
        process.stderr.write(`${previewLines(preview).join('\n')}\n`)
        if (!options.yes && process.stdin.isTTY && !(await agreed())) {
          process.stderr.write('Nothing was done.\n')
          process.exitCode = 1
          return
        }
      }
      // Should the answer be lost and the call be made again, it is the same job.
      const job = await api.call(cureCause, { body }, { headers: { 'idempotency-key': randomUUID() } })
      if (!quiet) process.stderr.write(`Job ${job.id} runs on the server; closing this stops nothing.\n`)
      const ended = await watchJob(api, job.id, process.stderr)
      show(own, ended, () => jobLines(ended))
      process.exitCode = exitCodeOf(ended)
    })
}
