// Edit: the same new values for many leads, checked and kept like the edit of one.

import type { EditOptions } from '@switchyard/contract/jobs/actions/edit.ts'
import { assertNever } from '@switchyard/core/assert.ts'

import { invalid } from '../../http/problem.ts'
import { editLeads, type Edited } from '../../leads/edit.ts'
import type { ItemResult, JobAction } from '../action.ts'

export const editAction: JobAction<EditOptions> = {
  name: 'edit',
  chunk: 500,
  check(_tx, { setup }, { set }, campaigns) {
    const fields = campaigns.flatMap((reference) => setup.campaigns.get(reference)?.doc.fields ?? [])
    const known = new Set(fields.map((field) => field.key))
    const unknown = Object.keys(set).filter((key) => !known.has(key))
    if (campaigns.length === 0 || unknown.length === 0) return Promise.resolve()
    const message = "None of the leads' campaigns has such a field"
    throw invalid(
      unknown.map((key) => ({ path: `options.set.${key}`, code: 'unknown_field', message })),
      422,
    )
  },
  consider(_tx, { setup }, { set }, leads) {
    return Promise.resolve(
      leads.map(({ erased, campaign }) => {
        if (erased) return 'erased'
        const known = new Set(setup.campaigns.get(campaign)?.doc.fields.map((field) => field.key))
        const unknown = Object.keys(set).find((key) => !known.has(key))
        return unknown === undefined ? null : `campaign ${campaign} has no field ${unknown}`
      }),
    )
  },
  async run(tx, { setup, actor }, { set, reason }, leads) {
    const edits = leads.map(({ id }) => ({ id, fields: set, reason, revision: null, actor }))
    return (await editLeads(tx, setup, edits)).map(resultOf)
  },
}

function resultOf(edited: Edited): ItemResult {
  switch (edited.kind) {
    case 'edited':
      return { kind: 'succeeded', outcome: 'edited', reason: null, before: edited.before }
    case 'unchanged':
      return { kind: 'leftOut', reason: 'it has these values already' }
    case 'missing':
      return { kind: 'leftOut', reason: 'not found' }
    case 'erased':
      return { kind: 'leftOut', reason: 'erased' }
    case 'unknownFields':
      return { kind: 'leftOut', reason: `its campaign has no field ${edited.fields.join(', ')}` }
    case 'failures':
      return { kind: 'failed', outcome: 'invalid', reason: edited.failures.map(({ message }) => message).join('; ') }
    case 'stale':
      throw new Error('An edit that names no revision cannot be stale')
    default:
      return assertNever(edited)
  }
}
