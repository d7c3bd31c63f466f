// What a job does, with its options. One line per action.

import { z } from 'zod'
import { strict } from '../strict.ts'
import { applyDraftOptions } from './actions/applyDraft.ts'
import { cureOptions } from './actions/cure.ts'
import { deleteOptions } from './actions/delete.ts'
import { editOptions } from './actions/edit.ts'
import { exportOptions } from './actions/export.ts'
import { joinResponderOptions } from './actions/joinResponder.ts'
import { keepRejectedOptions } from './actions/keepRejected.ts'
import { redeliverOptions } from './actions/redeliver.ts'
import { releaseOptions } from './actions/release.ts'
import { reprocessOptions } from './actions/reprocess.ts'
import { resolveOptions } from './actions/resolve.ts'
import { resubscribeOptions } from './actions/resubscribe.ts'
import { returnOptions } from './actions/return.ts'
import { undoOptions } from './actions/undo.ts'
import { unsubscribeOptions } from './actions/unsubscribe.ts'
import { updateMoneyOptions } from './actions/updateMoney.ts'
import { leadSelection } from './selection.ts'

/** Options are left out where all of them can be. */
function action<const Name extends string, Options extends z.ZodType>(name: Name, options: Options) {
  return strict({ action: z.literal(name), selection: leadSelection, options })
}

export const jobRequest = z
  .discriminatedUnion(
    'action',
    [
      action('redeliver', redeliverOptions.prefault({})),
      action('reprocess', reprocessOptions.prefault({})),
      action('edit', editOptions),
      action('delete', deleteOptions),
      action('export', exportOptions.prefault({})),
      action('release', releaseOptions),
      action('resolve', resolveOptions),
      action('return', returnOptions),
      action('unsubscribe', unsubscribeOptions),
      action('resubscribe', resubscribeOptions),
      action('updateMoney', updateMoneyOptions),
      action('keepRejected', keepRejectedOptions),
      action('joinResponder', joinResponderOptions),
      action('cure', cureOptions.prefault({})),
      action('applyDraft', applyDraftOptions),
      action('undo', undoOptions),
    ],
    {
      error: (issue) =>
        issue.code === 'invalid_union' ? `There is no such action. Known here: ${names()}` : undefined,
    },
  )
  .meta({ id: 'JobRequest' })
export type JobRequest = z.output<typeof jobRequest>
export type JobActionName = JobRequest['action']

export const jobActionNames: readonly JobActionName[] = jobRequest.options.map(({ shape }) => shape.action.value)

function names(): string {
  return jobActionNames.join(', ')
}
