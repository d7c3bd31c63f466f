// Every action that jobs can do. A new one is a line here and one in the contract's `request.ts`.

import type { JobActionName } from '@switchyard/contract/jobs/request.ts'

import type { JobAction } from './action.ts'
import { createApplyDraft } from './actions/applyDraft.ts'
import { createCure } from './actions/cure.ts'
import { createDelete, type ErasingParts } from './actions/delete.ts'
import { editAction } from './actions/edit.ts'
import { exportAction } from './actions/export.ts'
import { joinResponderAction } from './actions/joinResponder.ts'
import { keepRejectedAction } from './actions/keepRejected.ts'
import type { ReadmittingParts } from './actions/readmittingParts.ts'
import { createRedeliver, type RedeliverParts } from './actions/redeliver.ts'
import { createRelease } from './actions/release.ts'
import { createReprocess } from './actions/reprocess.ts'
import { createResolve, type ResolveParts } from './actions/resolve.ts'
import { resubscribeAction } from './actions/resubscribe.ts'
import { createReturn } from './actions/return.ts'
import { undoAction } from './actions/undo.ts'
import { unsubscribeAction } from './actions/unsubscribe.ts'
import { updateMoneyAction } from './actions/updateMoney.ts'

/** The machinery hands each action the options that the contract's schema of that action has let through. */
export type JobActions = Readonly<Record<JobActionName, JobAction<unknown>>>

export type ActionParts = RedeliverParts & ReadmittingParts & ResolveParts & ErasingParts

export function jobActions(parts: ActionParts): JobActions {
  return {
    redeliver: createRedeliver(parts),
    reprocess: createReprocess(parts),
    edit: editAction,
    delete: createDelete(parts),
    export: exportAction,
    release: createRelease(parts),
    resolve: createResolve(parts),
    return: createReturn(parts),
    unsubscribe: unsubscribeAction,
    resubscribe: resubscribeAction,
    updateMoney: updateMoneyAction,
    keepRejected: keepRejectedAction,
    joinResponder: joinResponderAction,
    cure: createCure(parts),
    applyDraft: createApplyDraft(parts),
    undo: undoAction,
  }
}

/** Undefined for the name of an action that another version made a job with. */
export function actionNamed(actions: JobActions, name: string): JobAction<unknown> | undefined {
  return new Map<string, JobAction<unknown>>(Object.entries(actions)).get(name)
}
