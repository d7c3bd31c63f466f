// What has been filled in for a bulk function.

import { assertNever } from '../../../ui/assertNever.ts'

export type Channels = 'all' | 'email' | 'sms'
export type Check = 'fields' | 'filters' | 'dedupe' | 'caps'
export type Verdict = 'accepted' | 'rejected' | 'sendAgain'

/** `own`: the only delivery of each lead's campaign. */
export type RedeliverTo = { readonly kind: 'none' | 'own' } | { readonly kind: 'one'; readonly key: string }

export interface MoneyDraft {
  readonly how: 'leave' | 'set' | 'add' | 'multiply'
  readonly value: string
}

/** Texts as they were typed. */
export type Draft =
  | {
      readonly action: 'redeliver'
      readonly to: RedeliverTo
      readonly skipRules: boolean
      readonly includeAccepted: boolean
      readonly perSecond: string
      /** Empty: all at once. */
      readonly tryFirst: string
    }
  | {
      readonly action: 'return'
      readonly reason: string
      readonly buyer: string
      /** Null until a person has said which. */
      readonly reversePayout: boolean | null
      readonly reprocess: boolean
    }
  | { readonly action: 'unsubscribe' | 'resubscribe'; readonly channels: Channels; readonly evidence: string }
  | {
      readonly action: 'updateMoney'
      readonly revenue: MoneyDraft
      readonly payout: MoneyDraft
      readonly buyer: string
      readonly reason: string
    }
  | { readonly action: 'edit'; readonly field: string; readonly value: string; readonly reason: string }
  | { readonly action: 'reprocess'; readonly skip: readonly Check[]; readonly reason: string }
  /** `columns`: null for the standard ones. */
  | {
      readonly action: 'export'
      readonly format: 'xlsx' | 'csv'
      readonly columns: readonly string[] | null
      readonly mapper: string
    }
  | {
      readonly action: 'release'
      readonly to: 'process' | 'reject' | null
      readonly perMinute: string
      readonly reason: string
    }
  | {
      readonly action: 'resolve'
      readonly as: Verdict | null
      readonly delivery: string
      readonly price: string
      readonly reason: string
    }
  | { readonly action: 'keepRejected'; readonly reason: string }
  | { readonly action: 'delete' | 'joinResponder' }

/** Actions that a person asks for from the list of leads. */
export type BulkAction = Draft['action']

export type DraftOf<Action extends BulkAction> = Extract<Draft, { readonly action: Action }>

export function emptyDraft(action: BulkAction, channels: Channels = 'all'): Draft {
  switch (action) {
    case 'redeliver':
      return { action, to: { kind: 'none' }, skipRules: false, includeAccepted: false, perSecond: '', tryFirst: '' }
    case 'return':
      return { action, reason: '', buyer: '', reversePayout: null, reprocess: false }
    case 'unsubscribe':
    case 'resubscribe':
      return { action, channels, evidence: '' }
    case 'updateMoney': {
      const same: MoneyDraft = { how: 'leave', value: '' }
      return { action, revenue: same, payout: same, buyer: '', reason: '' }
    }
    case 'edit':
      return { action, field: '', value: '', reason: '' }
    case 'reprocess':
      return { action, skip: [], reason: '' }
    case 'export':
      return { action, format: 'csv', columns: null, mapper: '' }
    case 'release':
      return { action, to: null, perMinute: '', reason: '' }
    case 'resolve':
      return { action, as: null, delivery: '', price: '', reason: '' }
    case 'keepRejected':
      return { action, reason: '' }
    case 'delete':
    case 'joinResponder':
      return { action }
    default:
      return assertNever(action)
  }
}
