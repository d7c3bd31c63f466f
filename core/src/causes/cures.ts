// Which cures a cause has. What is never waived (suppression, consent, text that cannot be kept) has none that would let it pass.

import type { DispositionCode } from '../lead/disposition.ts'
import type { WaivableCheck } from '../screening/screened.ts'
import type { Cause } from './cause.ts'

export const cureKinds = ['addListValue', 'addSynonym', 'setValue', 'relaxRule', 'skip', 'none', 'keep'] as const
export type CureKind = (typeof cureKinds)[number]

/**
 * In the order in which they are offered: what helps tomorrow's leads too comes first. `none`: check again as things are. `canRelax`: the
 * campaign has a rule that they were refused by.
 */
export function curesFor(
  { kind, code, field }: Pick<Cause, 'kind' | 'code' | 'field'>,
  canRelax = false,
): readonly CureKind[] {
  if (kind === 'destination') return ['setValue', 'none']
  const isList = code === 'REJECT_LEAD_INVALID_LIST_VALUE'
  return [
    ...(isList ? (['addSynonym', 'addListValue'] as const) : []),
    ...(code === 'REJECT_LEAD_DISALLOWED_LIST_VALUE' ? (['addListValue'] as const) : []),
    ...(field !== null && checkOf(code) === 'fields' ? (['setValue'] as const) : []),
    ...(canRelax ? (['relaxRule'] as const) : []),
    ...(checkOf(code) === null ? [] : (['skip'] as const)),
    'none',
    'keep',
  ]
}

/** The check that would have to be skipped; null where there is none or it is never skipped. */
export function checkOf(code: DispositionCode | null): WaivableCheck | null {
  switch (code) {
    case 'REJECT_LEAD_INVALID_EMAIL':
    case 'REJECT_LEAD_INVALID_PHONE':
    case 'REJECT_LEAD_INVALID_LIST_VALUE':
    case 'REJECT_LEAD_DISALLOWED_LIST_VALUE':
    case 'REJECT_LEAD_MISSING_REQUIRED_FIELD':
    case 'REJECT_LEAD_INVALID_NUMBER':
    case 'REJECT_LEAD_INVALID_DATE':
    case 'REJECT_LEAD_INVALID_FORMAT':
      return 'fields'
    case 'REJECT_LEAD_FILTER':
      return 'filters'
    case 'REJECT_LEAD_DUPLICATE':
      return 'dedupe'
    case 'REJECT_LEAD_OVER_CAP':
      return 'caps'
    default:
      return null
  }
}
