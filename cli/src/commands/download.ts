import { randomUUID } from 'node:crypto'
import { type Command, Option } from 'commander'
import { downloadLeads, downloadStatuses, type DownloadStatus } from '@switchyard/contract/campaigns/download.ts'
import { showJobFile } from '@switchyard/contract/jobs/file.ts'
import { connect, serverOf } from '../api.ts'
import { download } from '../download.ts'
import { exitCodeOf, jobLines } from '../job/jobWords.ts'
import { watchJob } from '../job/watchJob.ts'
import { show } from '../output.ts'

interface Options {
  readonly status: DownloadStatus
  readonly format: 'csv' | 'xlsx'
  readonly out: string
  readonly from?: string
  readonly to?: string
  readonly columns?: readonly string[]
  readonly raw?: true
  readonly test?: true
}

export function addDownload(program: Command): void {
  program
    .command('download')
    .description("a campaign's leads as a file that can be mended and uploaded again")
    .argument('<campaign>', "the campaign's reference")
    .requiredOption('--out <file>', 'where to write it; a file that is there is replaced')
    .addOption(new Option('--status <status>', 'leads that stand so now').choices(downloadStatuses).default('all'))
    .addOption(new Option('--format <format>', 'kind of file').choices(['csv', 'xlsx']).default('xlsx'))
    .option('--from <time>', 'received at or after this time')
    .option('--to <time>', 'received before this time')
    .option('--columns <names>', 'field keys and headings behind the first eleven, separated by commas', (text) =>
      text.split(','),
    )
    .option('--raw', 'cells as they are, also those that a spreadsheet would run as a formula')
    .option('--test', 'test leads instead of live ones')
    .action(run)
}

async function run(campaign: string, options: Options, self: Command): Promise<void> {
  const { out, columns, ...wish } = options
  const api = connect(process.env)
  const body = { ...wish, ...(columns === undefined ? {} : { columns: [...columns] }) }
  const headers = { 'idempotency-key': randomUUID() }
  const { id } = await api.call(downloadLeads, { params: { ref: campaign }, body }, { headers })
  const job = await watchJob(api, id, process.stderr)
  if (job.file !== null) await download(serverOf(process.env), showJobFile, { id }, out)
  const written = job.file === null ? 'Nothing was written' : `Written to ${out}`
  show(self, { ...job, out: job.file === null ? null : out }, () => [...jobLines(job), written])
  process.exitCode = job.file === null ? 1 : exitCodeOf(job)
}
