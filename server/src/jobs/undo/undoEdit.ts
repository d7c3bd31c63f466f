// Fields that were edited get back what stood in them, as a further revision.

import { assertNever } from '@switchyard/core/assert.ts'

import { editLeads, type EditBefore, type Edited } from '../../leads/edit.ts'
import type { ItemResult } from '../action.ts'
import { leftOut, restored, type Undoer } from './undoer.ts'

export const undoEdit: Undoer<EditBefore> = {
  consider(_tx, _scope, items) {
    return Promise.resolve(
      items.map(({ lead, before }) => (lead.revision === before.revision ? null : editedSince(lead.revision))),
    )
  },
  async run(tx, { setup, actor, undone }, items) {
    const edits = items.map(({ lead, before }) => ({
      id: lead.id,
      fields: before.edits,
      asReceived: before.asReceived,
      reason: `Undo of job ${undone}`,
      revision: before.revision,
      actor,
    }))
    return (await editLeads(tx, setup, edits)).map(resultOf)
  },
}

export function editedSince(revision: number): string {
  return `edited since: it is at revision ${revision}`
}

function resultOf(edited: Edited): ItemResult {
  switch (edited.kind) {
    case 'edited':
      return restored
    case 'stale':
      return leftOut(editedSince(edited.revision))
    case 'unchanged':
      return leftOut('it has these values already')
    case 'missing':
      return leftOut('not found')
    case 'erased':
      return leftOut('erased')
    case 'unknownFields':
      return leftOut(`its campaign has no field ${edited.fields.join(', ')} any more`)
    case 'failures':
      throw new Error('What stood in a lead before is not checked when it comes back')
    default:
      return assertNever(edited)
  }
}
