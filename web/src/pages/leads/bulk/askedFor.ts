// The job that a filled-in bulk function asks for, once nothing is missing.

import type { JobRequest } from '../../../data/jobs.ts'
import { assertNever } from '../../../ui/assertNever.ts'
import type { SelectionBody } from '../selection.ts'
import type { Draft, MoneyDraft } from './draft.ts'

export type Asked =
  | { readonly kind: 'ready'; readonly request: JobRequest }
  /** What still has to be said, as the plan's place shows it. */
  | { readonly kind: 'missing'; readonly words: string }

/** The word that confirms is part of the request already: whether it was typed is another matter. */
export function askedFor(draft: Draft, selection: SelectionBody): Asked {
  const about = { selection: bodyOf(selection) }
  switch (draft.action) {
    case 'redeliver': {
      if (draft.to.kind === 'none') return missing('Choose a delivery to see what would be sent.')
      const { skipRules, includeAccepted, perSecond, tryFirst } = draft
      const options = {
        ...(draft.to.kind === 'one' ? { delivery: draft.to.key } : {}),
        skipRules,
        includeAccepted,
        ...number('perSecond', perSecond),
        ...number('tryFirst', tryFirst),
      }
      return ready({ action: draft.action, ...about, options })
    }
    case 'return': {
      const { reason, buyer, reversePayout, reprocess } = draft
      if (reason.trim() === '') return missing('Choose the reason of the return.')
      if (reversePayout === null) return missing('Say whether the suppliers lose their payout.')
      const options = { reason: reason.trim(), ...text('buyer', buyer), reversePayout, reprocess }
      return ready({ action: draft.action, ...about, options })
    }
    case 'unsubscribe': {
      const options = { channels: draft.channels, ...text('evidence', draft.evidence) }
      return ready({ action: draft.action, ...about, options })
    }
    case 'resubscribe': {
      const evidence = draft.evidence.trim()
      if (evidence === '') return missing('Say how the people said yes: consent that nobody can show is none.')
      return ready({ action: draft.action, ...about, options: { channels: draft.channels, evidence } })
    }
    case 'updateMoney': {
      const revenue = changeOf(draft.revenue)
      const payout = changeOf(draft.payout)
      if (revenue === null && payout === null) return missing('Say what changes: revenue, payout or both.')
      const options = {
        ...(revenue === null ? {} : { revenue }),
        ...(payout === null ? {} : { payout }),
        ...text('buyer', draft.buyer),
        ...text('reason', draft.reason),
        confirm: 'UPDATE',
      } as const
      return ready({ action: draft.action, ...about, options })
    }
    case 'edit': {
      const { field, reason } = draft
      if (field === '') return missing('Choose the field that gets another value.')
      if (reason.trim() === '') return missing('Say why, in a few words: it is kept with each lead.')
      const value = draft.value.trim()
      const set = { [field]: value === '' ? null : value }
      return ready({ action: draft.action, ...about, options: { set, reason: reason.trim() } })
    }
    case 'reprocess': {
      const { skip, reason } = draft
      if (skip.length > 0 && reason.trim() === '') return missing('Say why the checks are skipped.')
      return ready({ action: draft.action, ...about, options: { skip: [...skip], ...text('reason', reason) } })
    }
    case 'export': {
      const { format, columns, mapper } = draft
      if (columns?.length === 0) return missing('Choose at least one column.')
      const options = {
        format,
        ...(columns === null ? {} : { columns: [...columns] }),
        ...text('mapper', mapper),
      } as const
      return ready({ action: draft.action, ...about, options })
    }
    case 'release': {
      const { to, perMinute, reason } = draft
      if (to === null) return missing('Say whether they go on or are refused.')
      return ready({
        action: draft.action,
        ...about,
        options: { to, ...number('perMinute', perMinute), ...text('reason', reason) },
      })
    }
    case 'resolve': {
      const { as, delivery, price, reason } = draft
      if (as === null) return missing('Say what became of them.')
      if (reason.trim() === '') return missing('Say how you know, in a few words.')
      const options = {
        as,
        reason: reason.trim(),
        ...text('delivery', delivery),
        ...(as === 'accepted' ? text('price', price) : {}),
      }
      return ready({ action: draft.action, ...about, options })
    }
    case 'keepRejected': {
      const reason = draft.reason.trim()
      if (reason === '') return missing('Say why, in a few words.')
      return ready({ action: draft.action, ...about, options: { reason } })
    }
    case 'delete':
      return ready({ action: draft.action, ...about, options: { confirm: 'DELETE' } })
    case 'joinResponder':
      return missing('No auto-responder is set up in this account, so there is none to join.')
    default:
      return assertNever(draft)
  }
}

function ready(request: JobRequest): Asked {
  return { kind: 'ready', request }
}

function missing(words: string): Asked {
  return { kind: 'missing', words }
}

/** A copy that may be changed, as the request's type wants it. */
function bodyOf(selection: SelectionBody): JobRequest['selection'] {
  return 'ids' in selection
    ? { ids: [...selection.ids] }
    : { query: { ...selection.query }, ...(selection.take && { take: selection.take }) }
}

function changeOf({ how, value }: MoneyDraft): Partial<Record<'set' | 'add' | 'multiply', string>> | null {
  const amount = value.trim().replace('−', '-')
  return how === 'leave' || amount === '' ? null : { [how]: amount }
}

function text<const Name extends string>(name: Name, value: string): Partial<Record<Name, string>> {
  // Safe: the object has that one property or none.
  return value.trim() === '' ? {} : ({ [name]: value.trim() } as Partial<Record<Name, string>>)
}

/** What is no number goes as it is, for the server to say so. */
function number<const Name extends string>(name: Name, value: string): Partial<Record<Name, number>> {
  // Safe as above.
  return value.trim() === '' ? {} : ({ [name]: Number(value) } as Partial<Record<Name, number>>)
}
