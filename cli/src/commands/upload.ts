import { type Command, Option } from 'commander'
import { showImportFile } from '@switchyard/contract/imports/file.ts'
import { importPurposes } from '@switchyard/contract/imports/words.ts'
import { runImport } from '@switchyard/contract/imports/run.ts'
import { connect, serverOf } from '../api.ts'
import { download } from '../download.ts'
import { exitCodeOf, jobLines } from '../job/jobWords.ts'
import { addRunOptions, agreed, type RunOptions } from '../job/runJob.ts'
import { watchJob } from '../job/watchJob.ts'
import { show, wantsJson } from '../output.ts'
import { importLines } from '../upload/importWords.ts'
import { sendFile, whenRead } from '../upload/sendFile.ts'

interface Options extends RunOptions {
  readonly campaign?: string
  readonly purpose: string
  readonly map: Readonly<Record<string, string | null>>
  readonly failed?: string
  readonly supplier?: string
  readonly encoding?: string
  readonly delimiter?: string
  readonly sheet?: string
  readonly blanksClear?: true
  readonly updateAccepted?: true
  readonly duplicates?: { readonly policy: string; readonly key: string }
  readonly list?: string
  readonly reason?: string
  readonly buyer?: string
  readonly reversePayout?: true
  readonly keepPayout?: true
  readonly test?: true
}

export function addUpload(program: Command): void {
  const command = program
    .command('upload <file>')
    .description('a csv or xlsx file of leads, corrections, returns or list entries, worked through on the server')
    .option('--campaign <reference>', 'not needed for entries of a suppression list')
    .addOption(new Option('--purpose <purpose>', 'what it is').choices([...importPurposes]).default('resolve'))
    .option('--map <column=field>', 'what a column holds; "column=" leaves it out; may be repeated', collect, {})
    .option('--supplier <sid>', 'of new leads whose row names none')
    .option('--encoding <name>', 'of a csv file, such as windows-1252')
    .option('--delimiter <character>', 'of a csv file')
    .option('--sheet <name>', 'of an xlsx file')
    .option('--blanks-clear', 'empty cells clear values')
    .option('--update-accepted', 'update leads that are accepted already, and send them again')
    .option('--duplicates <policy:key>', 'for new leads that are there already: skip:email, update:phone, …', policy)
    .option('--list <key>', 'the suppression list that entries go into')
    .option('--reason <text>', 'of returns, where a row names none')
    .option('--buyer <bid>', 'of returns, where a row names none')
    .option('--reverse-payout', 'suppliers lose their payout for what is returned')
    .option('--keep-payout', 'suppliers keep it')
    .option('--test', 'new leads are test leads')
    .option('--failed <file>', 'where to write the rows that came to nothing')
  addRunOptions(command).action((path: string, given: Options, self: Command) => upload(path, given, self))
}

async function upload(path: string, given: Options, self: Command): Promise<void> {
  const { campaign, purpose, map, failed, plan, yes, reversePayout, keepPayout, ...rest } = given
  const payout = reversePayout ? { reversePayout: true } : keepPayout ? { reversePayout: false } : {}
  const { json: _, ...plain } = rest as typeof rest & { json?: boolean }
  const options = { ...plain, ...payout, ...(Object.keys(map).length === 0 ? {} : { mapping: map }) }
  const api = connect(process.env)
  const quiet = wantsJson(self)
  const sent = await sendFile(serverOf(process.env), { path, campaign, purpose, options })
  const item = await whenRead(api, sent.id, ({ counts }) => {
    if (!quiet) process.stderr.write(`${counts.rows} rows read\n`)
  })
  if (item.state === 'failed') throw new Error(item.reason ?? 'The file could not be read.')
  if (plan) return show(self, item, () => importLines(item))
  if (!quiet) process.stderr.write(`${importLines(item).join('\n')}\n`)
  if (!yes && !quiet && process.stdin.isTTY && !(await agreed())) {
    process.stderr.write('Nothing was done.\n')
    process.exitCode = 1
    return
  }
  const { id } = await api.call(runImport, { params: { id: item.id } })
  if (!quiet) process.stderr.write(`Job ${id} runs on the server; closing this stops nothing.\n`)
  const job = await watchJob(api, id, process.stderr)
  if (failed !== undefined) {
    await download(serverOf(process.env), showImportFile, { id: item.id }, failed, '?rows=failed')
  }
  show(self, { ...job, import: item.id }, () => jobLines(job))
  process.exitCode = exitCodeOf(job)
}

function collect(pair: string, known: Options['map']): Options['map'] {
  // From the right: a column may have an equals sign in its name, a field may not.
  const at = pair.lastIndexOf('=')
  const column = at === -1 ? pair : pair.slice(0, at)
  return { ...known, [column]: at === -1 ? null : pair.slice(at + 1).trim() || null }
}

function policy(text: string): Options['duplicates'] {
  const [word = '', key = 'email'] = text.split(':')
  return { policy: word, key }
}
