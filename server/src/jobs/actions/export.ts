// Export: leads as a file, written part by part.

import type { ExportOptions } from '@switchyard/contract/jobs/actions/export.ts'

import { addLeads, beginFile, endFile } from '../../export/exportFile.ts'
import { platformHeadings } from '../../export/platformColumns.ts'
import { readExported } from '../../export/readExported.ts'
import { invalid } from '../../http/problem.ts'
import type { AccountSetup } from '../../setup/compile.ts'
import type { JobAction } from '../action.ts'

export const exportAction: JobAction<ExportOptions> = {
  name: 'export',
  chunk: 1000,
  check(_tx, { setup }, options, campaigns) {
    const problems = problemsOf(setup, options, campaigns)
    if (problems.length > 0) throw invalid(problems, 422)
    return Promise.resolve()
  },
  consider: (_tx, _scope, _options, leads) => Promise.resolve(leads.map((lead) => (lead.erased ? 'erased' : null))),
  // Whoever fetches the file at once has its first bytes at once.
  async begin(tx, { accountId, setup, jobId }, options, campaigns) {
    await beginFile(tx, { accountId, jobId, setup, options }, campaigns)
  },
  async run(tx, { accountId, setup, jobId }, options, leads) {
    const read = await readExported(tx, accountId, leads)
    const answers = await addLeads(tx, { accountId, jobId, setup, options }, read)
    const byId = new Map(read.map((lead, index) => [lead.id, answers[index] ?? null]))
    return leads.map(({ id }) => {
      const failed = byId.get(id)
      if (failed === undefined) return { kind: 'leftOut', reason: 'erased' }
      return failed === null ? { kind: 'succeeded', outcome: 'exported', reason: null } : { kind: 'failed', ...failed }
    })
  },
  finish: (tx, { accountId, setup, jobId }, options) => endFile(tx, { accountId, jobId, setup, options }),
}

function problemsOf(setup: AccountSetup, { columns, mapper }: ExportOptions, campaigns: readonly string[]) {
  const problems: { path: string; code: string; message: string }[] = []
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
