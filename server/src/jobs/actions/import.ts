// Import: the rows of an uploaded file, each judged once more and then done. It is no action on a selection of leads: it is made by
// running an import.

import { finishImport } from '../../imports/finishImport.ts'
import { readImport } from '../../imports/importRow.ts'
import { runRows } from '../../imports/runRows.ts'
import type { RunRowsParts } from '../../imports/running.ts'
import type { JobAction } from '../action.ts'

export interface ImportJobOptions {
  readonly importId: string
}

export function createImportRows(parts: RunRowsParts): JobAction<ImportJobOptions> {
  return {
    name: 'import',
    chunk: 500,
    consider: noSelection,
    run: noSelection,
    async runItems(tx, scope, { importId }, items, afterCommit) {
      const item = await readImport(tx, { accountId: scope.accountId, id: importId })
      if (!item) return items.map(() => ({ kind: 'leftOut', reason: 'the import was deleted' }))
      return runRows(tx, parts, scope, item, items, afterCommit)
    },
    finish: (tx, { accountId }, { importId }) => finishImport(tx, { accountId, id: importId }),
  }
}

function noSelection(): never {
  throw new Error('An import is made of rows, not of leads')
}
