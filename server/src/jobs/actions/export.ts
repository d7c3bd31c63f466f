// Export: leads as a file, written part by part.

import type { ExportOptions } from '@switchyard/contract/jobs/actions/export.ts'

import { campaignsOfJob, defaultColumns } from '../../export/columns.ts'
import { csvRows } from '../../export/csvRows.ts'
import { addPart, closeFile, openFile } from '../../export/fileParts.ts'
import { platformHeadings } from '../../export/platformColumns.ts'
import { readExported } from '../../export/readExported.ts'
import { invalid } from '../../http/problem.ts'
import type { AccountSetup } from '../../setup/compile.ts'
import type { JobAction } from '../action.ts'

export const exportAction: JobAction<ExportOptions> = {
  name: 'export',
  chunk: 500,
  check(_tx, { setup }, options, campaigns) {
    const problems = problemsOf(setup, options, campaigns)
    if (problems.length > 0) throw invalid(problems, 422)
    return Promise.resolve()
  },
  consider: (_tx, _scope, _options, leads) => Promise.resolve(leads.map((lead) => (lead.erased ? 'erased' : null))),
  async run(tx, { accountId, setup, jobId }, options, leads) {
    const job = { accountId, jobId }
    const columns = await openFile(tx, job, () => columnsOf(tx, setup, options, job))
    const read = await readExported(tx, accountId, leads)
    const rows = csvRows(setup, read, { columns, mapper: options.mapper ?? null, raw: options.raw })
    await addPart(tx, job, rows.map((row) => ('line' in row ? row.line : '')).join(''))
    const byId = new Map(read.map((lead, index) => [lead.id, rows[index]]))
    return leads.map(({ id }) => {
      const row = byId.get(id)
      if (!row) return { kind: 'leftOut', reason: 'erased' }
      return 'line' in row
        ? { kind: 'succeeded', outcome: 'exported', reason: null }
        : { kind: 'failed', outcome: 'notMapped', reason: row.failed }
    })
  },
  async finish(tx, { accountId, setup, jobId }, options) {
    const job = { accountId, jobId }
    await openFile(tx, job, () => columnsOf(tx, setup, options, job))
    await closeFile(tx, job, `leads-${jobId}.csv`)
  },
}

async function columnsOf(
  tx: Parameters<typeof campaignsOfJob>[0],
  setup: AccountSetup,
  options: ExportOptions,
  { accountId, jobId }: { readonly accountId: string; readonly jobId: string },
): Promise<readonly string[]> {
  return options.columns ?? defaultColumns(setup, await campaignsOfJob(tx, accountId, jobId))
}

function problemsOf(setup: AccountSetup, { format, columns, mapper }: ExportOptions, campaigns: readonly string[]) {
  const problems: { path: string; code: string; message: string }[] = []
  if (format === 'xlsx') {
    const message = 'xlsx files cannot be written yet; ask for csv, which every spreadsheet opens'
    problems.push({ path: 'options.format', code: 'not_available', message })
  }
  if (mapper !== undefined && !setup.mappers.has(mapper)) {
    problems.push({ path: 'options.mapper', code: 'unknown_mapper', message: `There is no mapper '${mapper}'` })
  }
  const keys = campaigns.flatMap((reference) => setup.campaigns.get(reference)?.doc.fields ?? []).map(({ key }) => key)
  const known = new Set([...platformHeadings, ...keys])
  for (const [index, column] of (columns ?? []).entries()) {
    if (known.has(column)) continue
    const message = `'${column}' is no column of the platform and no field of the leads' campaigns`
    problems.push({ path: `options.columns[${index}]`, code: 'unknown_column', message })
  }
  return problems
}
