// Whether a job can be undone, as it stands. Pure.

import type { JobState } from '@switchyard/contract/jobs/words.ts'
import { undoableActions, undoableDays } from '@switchyard/contract/jobs/actions/undo.ts'

export interface UndoableFacts {
  readonly action: string
  readonly state: JobState
  readonly succeeded: number
  readonly finishedAt: Date | null
  /** The newest job that takes it back. */
  readonly undoneBy: string | null
  readonly undoneByState: JobState | null
}

export type MayUndo =
  | { readonly kind: 'yes' }
  | {
      readonly kind: 'no'
      readonly code: 'not_undoable' | 'wrong_state' | 'too_late' | 'undone_already'
      readonly words: string
    }

const dayMs = 24 * 3_600_000

/** A job that failed or was cancelled on the way has changed leads too; an undoing that was given up may be begun again. */
export function mayUndo(job: UndoableFacts, now: Date): MayUndo {
  if (!undoableActions.some((action) => action === job.action)) {
    return no('not_undoable', `What ${job.action} has done cannot be undone`)
  }
  if (job.finishedAt === null) return no('wrong_state', 'This job is under way: cancel it first, or let it end')
  if (job.succeeded === 0) return no('not_undoable', 'This job has changed nothing')
  if (now.getTime() - job.finishedAt.getTime() > undoableDays * dayMs) {
    return no('too_late', `This job ended more than ${undoableDays} days ago`)
  }
  const { undoneBy, undoneByState } = job
  if (undoneBy !== null && undoneByState !== 'cancelled' && undoneByState !== 'failed') {
    return no('undone_already', `Job ${undoneBy} takes this one back`)
  }
  return { kind: 'yes' }
}

function no(code: Extract<MayUndo, { kind: 'no' }>['code'], words: string): MayUndo {
  return { kind: 'no', code, words }
}
