import type { Command } from 'commander'
import { showCampaign } from '@switchyard/contract/campaigns/show.ts'
import { ProblemError } from '@switchyard/contract/problem.ts'
import { type Api, connect } from '../api.ts'
import { failureJson, failureLines } from '../failure.ts'
import { type ImportRequest, prepareImport, type PreparedImport, runImport } from '../import/importFile.ts'
import type { KnownField } from '../import/planColumns.ts'
import { showProgress } from '../import/progress.ts'
import { openRowReport } from '../import/rowReport.ts'
import type { Totals } from '../import/tally.ts'
import { show, wantsJson } from '../output.ts'
import { collect } from './lead/fieldValues.ts'

interface Options {
  readonly campaign: string
  readonly supplier?: string
  readonly supplierColumn?: string
  readonly sourceColumn?: string
  readonly externalIdColumn?: string
  readonly consentEmailColumn?: string
  readonly consentSmsColumn?: string
  readonly consentNo: readonly string[]
  readonly consentYes: readonly string[]
  readonly map: readonly string[]
  readonly encoding?: string
  readonly delimiter?: string
  readonly report?: string
  readonly test?: true
  readonly dryRun?: true
}

export function addImport(program: Command): void {
  program
    .command('import')
    .description('send the rows of a CSV file as leads; running it again makes no second leads')
    .argument('<file>', 'CSV with a header row')
    .requiredOption('--campaign <reference>', "the campaign's reference")
    .option('--supplier <sid>', 'supplier of every row')
    .option('--supplier-column <column>', 'column with the supplier')
    .option('--source-column <column>', "column with the supplier's sub-id")
    .option('--external-id-column <column>', "column with the supplier's own id")
    .option('--consent-email-column <column>', 'column that says whether email is allowed')
    .option('--consent-sms-column <column>', 'column that says whether SMS is allowed')
    .option(
      '--consent-no <word>',
      'word that means no (repeatable; "Yes" in a column "Do not email"); else: no, false, 0',
      collect,
      [],
    )
    .option('--consent-yes <word>', 'word that means yes (repeatable); else: yes, true, 1', collect, [])
    .option('--map <Column=field>', 'where a column goes; "Column=" leaves it out (repeatable)', collect, [])
    .option('--encoding <name>', 'when the file has no mark and is not UTF-8, such as windows-1252')
    .option('--delimiter <character>', 'when it is not what the header line has most of')
    .option('--report <file>', 'write the outcome of every row to this CSV file')
    .option('--test', 'as test leads')
    .option('--dry-run', 'read and map the file, send nothing')
    .action(run)
}

async function run(path: string, options: Options, command: Command): Promise<void> {
  const api = connect(process.env)
  const request = importRequest(path, options, await fieldsOf(api, options.campaign))
  const preparation = await prepareImport(request)
  if (preparation.kind === 'refused') throw new Error(`Nothing was sent.\n${preparation.problems.join('\n')}`)
  const { prepared } = preparation
  if (options.dryRun) {
    show(command, planJson(prepared), () => planLines(prepared))
    return
  }
  if (!wantsJson(command)) process.stderr.write(`${planLines(prepared).join('\n')}\n`)
  const report = options.report === undefined ? null : openRowReport(options.report)
  const progress = showProgress(prepared.rows, process.stderr)
  const soFar: { totals: Totals | null } = { totals: null }
  try {
    const totals = await runImport(api, request, prepared, report, (now) => {
      soFar.totals = now
      progress.update(now)
    })
    progress.end()
    show(command, { ...planJson(prepared), ...totals }, () => totalLines(totals))
    process.exitCode = totals.failed === 0 ? 0 : totals.recorded === 0 ? 1 : 2
  } catch (error) {
    progress.end()
    const { totals } = soFar
    if (totals === null || totals.recorded === 0) throw error
    // Partly done: say both what is in and why it stopped.
    const stopped = 'The import stopped. Run the same command again to go on: rows that are in are not sent twice.'
    show(command, { ...totals, ...failureJson(error) }, () => [...totalLines(totals), ...failureLines(error), stopped])
    process.exitCode = 2
  } finally {
    await report?.close()
  }
}

function importRequest(path: string, options: Options, fields: readonly KnownField[] | null): ImportRequest {
  return {
    path,
    encoding: options.encoding ?? null,
    delimiter: options.delimiter === undefined ? null : options.delimiter.replace(/^\\t$|^tab$/i, '\t'),
    fields,
    wishes: {
      map: options.map,
      supplierColumn: options.supplierColumn ?? null,
      sourceColumn: options.sourceColumn ?? null,
      externalIdColumn: options.externalIdColumn ?? null,
      consentEmailColumn: options.consentEmailColumn ?? null,
      consentSmsColumn: options.consentSmsColumn ?? null,
    },
    rowOptions: {
      campaign: options.campaign,
      supplier: options.supplier ?? null,
      consentNo: options.consentNo.length > 0 ? options.consentNo : ['no', 'false', '0'],
      consentYes: options.consentYes.length > 0 ? options.consentYes : ['yes', 'true', '1'],
      test: options.test === true,
    },
  }
}

/** Null for a key that may send leads and not read set-up: columns then go by their own names. */
async function fieldsOf(api: Api, campaign: string): Promise<readonly KnownField[] | null> {
  try {
    const { fields } = await api.call(showCampaign, { params: { reference: campaign } })
    return fields.map(({ key, label }) => ({ key, label: label ?? null }))
  } catch (error) {
    if (error instanceof ProblemError && error.status === 403) return null
    throw error
  }
}

function planJson({ format, rows, plan }: PreparedImport): object {
  return {
    encoding: format.encoding,
    delimiter: format.delimiter,
    rowsInFile: rows,
    columns: plan.fields,
    extra: plan.extra,
  }
}

function planLines({ format, rows, plan }: PreparedImport): string[] {
  const fields = plan.fields.filter(({ field }) => !plan.extra.includes(field))
  const delimiter = format.delimiter === '\t' ? 'tab' : format.delimiter
  return [
    `${rows} rows, ${format.encoding}, separated by ${delimiter}`,
    `Fields: ${fields.map(({ column, field }) => (column === field ? field : `${column} -> ${field}`)).join(', ') || 'none'}`,
    ...(plan.extra.length === 0 ? [] : [`Kept as extra values: ${plan.extra.join(', ')}`]),
  ]
}

function totalLines(totals: Totals): string[] {
  const { failures } = totals
  return [
    `${totals.rows} rows: ${totals.recorded} recorded, ${totals.failed} failed`,
    ...Object.entries(totals.byStatus).map(([status, count]) => `  ${status}: ${count}`),
    'By code:',
    ...Object.entries(totals.byCode)
      .toSorted(([, a], [, b]) => b - a)
      .map(([code, count]) => `  ${code}: ${count}`),
    ...failures.map(({ row, code, reason }) => `Row ${row}: ${code}: ${reason}`),
    ...(totals.failed > failures.length
      ? [`… and ${totals.failed - failures.length} more; --report writes them all.`]
      : []),
  ]
}
