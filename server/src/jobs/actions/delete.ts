// Delete: leads are erased for good.

import type { DeleteOptions } from '@switchyard/contract/jobs/actions/delete.ts'

import type { IdBlock } from '../../db/ids.ts'
import { eraseLeads } from '../../erasure/eraseLeads.ts'
import type { JobAction } from '../action.ts'

export interface ErasingParts {
  readonly dispatchIds: IdBlock
  /** Leads about which nothing is open any more. */
  readonly onSettled: (leadIds: readonly string[]) => void
}

export function createDelete(parts: ErasingParts): JobAction<DeleteOptions> {
  return {
    name: 'delete',
    chunk: 500,
    consider: (_tx, _scope, _options, leads) =>
      Promise.resolve(leads.map((lead) => (lead.erased ? 'erased already' : null))),
    async run(tx, { setup, actor }, _options, leads, afterCommit) {
      const { erased, concluded } = await eraseLeads(tx, parts.dispatchIds, { setup, leads, actor })
      if (concluded.settledLeads.length > 0) afterCommit(() => parts.onSettled(concluded.settledLeads))
      return leads.map(({ id }) =>
        erased.has(id)
          ? { kind: 'succeeded', outcome: 'erased', reason: null }
          : { kind: 'leftOut', reason: 'erased already' },
      )
    },
  }
}
