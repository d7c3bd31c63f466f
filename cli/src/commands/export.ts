import { randomUUID } from 'node:crypto'
import { type Command, Option } from 'commander'
import { createJob } from '@switchyard/contract/jobs/create.ts'
import { showJobFile } from '@switchyard/contract/jobs/file.ts'
import { connect, serverOf } from '../api.ts'
import { download } from '../download.ts'
import { exitCodeOf, jobLines } from '../job/jobWords.ts'
import { addSelectionOptions, selectionOf, type SelectionOptions } from '../job/selectionOf.ts'
import { watchJob } from '../job/watchJob.ts'
import { show } from '../output.ts'

interface Options extends SelectionOptions {
  readonly out: string
  readonly format: 'csv' | 'xlsx'
  readonly columns?: readonly string[]
  readonly mapper?: string
  readonly raw?: true
}

export function addExport(program: Command): void {
  const command = program.command('export').description('leads as a file')
  addSelectionOptions(command)
    .requiredOption('--out <file>', 'where to write it; a file that is there is replaced')
    .addOption(new Option('--format <format>', 'kind of file').choices(['csv', 'xlsx']).default('csv'))
    .option('--columns <names>', 'headings and field keys, separated by commas', (text) => text.split(','))
    .option('--mapper <key>', 'write the values of its picklist as this mapper says')
    .option('--raw', 'cells as they are, also those that a spreadsheet would run as a formula')
    .action(async (given: Options, self: Command) => {
      const { out, format, columns, mapper, raw = false } = given
      const options = {
        format,
        raw,
        ...(columns === undefined ? {} : { columns: [...columns] }),
        ...(mapper === undefined ? {} : { mapper }),
      }
      const api = connect(process.env)
      const body = { action: 'export', selection: selectionOf(given), options } as const
      const { id } = await api.call(createJob, { body }, { headers: { 'idempotency-key': randomUUID() } })
      const job = await watchJob(api, id, process.stderr)
      if (job.file !== null) await download(serverOf(process.env), showJobFile, { id }, out)
      const written = job.file === null ? 'Nothing was written' : `Written to ${out}`
      show(self, { ...job, out: job.file === null ? null : out }, () => [...jobLines(job), written])
      process.exitCode = job.file === null ? 1 : exitCodeOf(job)
    })
}
