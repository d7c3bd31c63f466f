// What can be done with chosen leads: the bar at the foot of the list, from left to right.

import type { BulkAction } from './draft.ts'

export interface BulkFunction {
  readonly action: BulkAction
  /** As it stands in a menu or on a button. */
  readonly label: string
  /** What the last button says before the number of leads: "Redeliver 64 leads". */
  readonly verb: string
  /** What it does, in one sentence. */
  readonly meaning: string
  /** The word that has to be typed before it runs. */
  readonly typed?: string
}

export const bulkFunctions = {
  redeliver: {
    action: 'redeliver',
    label: 'Redeliver to remote system',
    verb: 'Redeliver',
    meaning:
      'Sends the leads to one delivery again, behind live traffic. Caps are not looked at: what is accepted beyond them is counted as over the cap.',
  },
  return: {
    action: 'return',
    label: 'Return',
    verb: 'Return',
    meaning: 'The buyer gives the leads back: their revenue is booked back and they no longer count as sold.',
  },
  unsubscribe: {
    action: 'unsubscribe',
    label: 'Unsubscribe',
    verb: 'Unsubscribe',
    meaning: 'Sets consent to no. Responders and broadcasts check it at the moment of sending.',
  },
  resubscribe: {
    action: 'resubscribe',
    label: 'Resubscribe',
    verb: 'Resubscribe',
    meaning: 'Sets consent to yes. Leads on a suppression list are left out.',
  },
  updateMoney: {
    action: 'updateMoney',
    label: 'Update payout / revenue',
    verb: 'Update',
    meaning:
      'Adds rows to the ledger; nothing that was booked is overwritten. Revenue only changes for leads that are sold.',
    typed: 'UPDATE',
  },
  edit: {
    action: 'edit',
    label: 'Edit a field',
    verb: 'Edit',
    meaning: 'Gives every lead the same new value. Old value, new value, reason and who are kept for ever.',
  },
  reprocess: {
    action: 'reprocess',
    label: 'Reprocess',
    verb: 'Reprocess',
    meaning: 'Checks the leads again under today’s set-up and runs their route again.',
  },
  export: {
    action: 'export',
    label: 'Export',
    verb: 'Export',
    meaning: 'Writes a file with one row per lead. It is fetched from the job when it is done.',
  },
  release: {
    action: 'release',
    label: 'Release quarantined',
    verb: 'Release',
    meaning: 'Decides about leads that a filter holds. Other leads are left out.',
  },
  resolve: {
    action: 'resolve',
    label: 'Resolve for review',
    verb: 'Resolve',
    meaning: 'Decides about requests that went out and brought no known answer. Ask the buyer first.',
  },
  keepRejected: {
    action: 'keepRejected',
    label: 'Keep rejected',
    verb: 'Keep',
    meaning: 'Takes rejected leads out of the work to be done. They stay rejected and can be checked again later.',
  },
  joinResponder: {
    action: 'joinResponder',
    label: 'Join auto-responder',
    verb: 'Join',
    meaning: 'Puts the leads into a series of messages.',
  },
  delete: {
    action: 'delete',
    label: 'Delete',
    verb: 'Delete',
    meaning:
      'Permanent: values, answers, edits and messages of the leads are erased and cannot be brought back. Counts and money stay.',
    typed: 'DELETE',
  },
} as const satisfies Record<BulkAction, BulkFunction>

export function bulkFunction(action: BulkAction): BulkFunction {
  return bulkFunctions[action]
}
