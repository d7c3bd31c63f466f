// A cure while it is filled in.

import type { Cause, Cure, CureKind } from '../../data/causes.ts'
import { assertNever } from '../../ui/assertNever.ts'

export interface CureDraft {
  readonly kind: CureKind
  /** addListValue: as it shall stand in the list. */
  readonly value: string
  /** addListValue: what each mapper makes of it, by the mapper's key; empty text: not said yet. */
  readonly cells: Readonly<Record<string, string>>
  /** Mappers that are to have no cell, on purpose. */
  readonly without: readonly string[]
  readonly campaignOnly: boolean
  /** addSynonym: what it means; setValue: the new value; relaxRule: the new operand. */
  readonly to: string
  /** setValue: of refusals by a buyer. */
  readonly field: string
  /** setValue: only where the value of the cause stands; or whatever stands there. */
  readonly everyValue: boolean
  /** relaxRule: without it; setValue: the field is emptied. */
  readonly takeAway: boolean
  readonly reason: string
}

/** As it is offered first. `to`: from the link that led here. */
export function firstDraft(cause: Cause, kind: CureKind, to: string | undefined): CureDraft {
  const [best] = cause.suggestions
  const { relax } = cause
  return {
    kind,
    value: kind === 'addListValue' ? (to ?? cause.value ?? '') : '',
    cells: {},
    without: [],
    campaignOnly: false,
    to: to ?? (kind === 'relaxRule' ? String(relax?.proposed ?? relax?.now ?? '') : (best?.value ?? '')),
    field: cause.field ?? '',
    everyValue: cause.value === null,
    takeAway: kind === 'relaxRule' && relax?.now === null,
    reason: '',
  }
}

export type Drafted =
  { readonly kind: 'ready'; readonly cure: Cure } | { readonly kind: 'missing'; readonly what: string }

/** What is sent for it, or what has still to be said. `forRun`: cells of mappers may be open for a preview. Pure. */
export function cureOf(draft: CureDraft, cause: Cause): Drafted {
  const why = draft.reason.trim() === '' ? {} : { reason: draft.reason.trim() }
  switch (draft.kind) {
    case 'addListValue':
      if (draft.value.trim() === '') return missing('Say how the value shall stand in the list.')
      return ready({
        kind: 'addListValue',
        value: draft.value.trim(),
        mappers: cellsOf(draft),
        campaignOnly: draft.campaignOnly,
        ...why,
      })
    case 'addSynonym':
      if (draft.to.trim() === '') return missing('Choose the value of the list that it means.')
      return ready({ kind: 'addSynonym', value: cause.value ?? '', to: draft.to.trim(), ...why })
    case 'setValue': {
      if (draft.field === '') return missing('Choose the field that gets the new value.')
      const from = draft.everyValue || draft.field !== cause.field ? {} : { from: cause.value }
      if (draft.takeAway) return ready({ kind: 'setValue', field: draft.field, ...from, to: null, ...why })
      if (draft.to.trim() === '') return missing('Say the new value.')
      return ready({ kind: 'setValue', field: draft.field, ...from, to: draft.to, ...why })
    }
    case 'relaxRule':
      if (draft.takeAway) return ready({ kind: 'relaxRule', to: null, ...why })
      if (draft.to.trim() === '' || draft.to.trim() === String(cause.relax?.now)) {
        return missing('Say how the rule shall read.')
      }
      return ready({ kind: 'relaxRule', to: draft.to.trim(), ...why })
    case 'skip': {
      const check = checks.find((one) => one === cause.skip)
      if (check === undefined) return missing('This check is never skipped.')
      if (draft.reason.trim() === '') return missing('Say why the check is skipped, in a few words.')
      return ready({ kind: 'skip', checks: [check], reason: draft.reason.trim() })
    }
    case 'keep':
      if (draft.reason.trim() === '') return missing('Say why they stay rejected, in a few words.')
      return ready({ kind: 'keep', reason: draft.reason.trim() })
    case 'none':
      return ready({ kind: 'none', ...why })
    default:
      return assertNever(draft.kind)
  }
}

const checks = ['fields', 'filters', 'dedupe', 'caps'] as const

function cellsOf({ cells, without }: CureDraft): Record<string, string | null> {
  const filled = Object.entries(cells).filter(([key, code]) => code !== '' && !without.includes(key))
  return Object.fromEntries([...filled, ...without.map((key): [string, null] => [key, null])])
}

function ready(cure: Cure): Drafted {
  return { kind: 'ready', cure }
}

function missing(what: string): Drafted {
  return { kind: 'missing', what }
}
