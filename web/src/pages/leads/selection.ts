// Which leads are chosen: some by hand, or all results of a search, or a number of them. What jobs are given is made of it.

import { formatCount } from '../../format/count.ts'
import { assertNever } from '../../ui/assertNever.ts'
import type { LeadParameters } from './parameters.ts'

export type TakeOrder = 'newest' | 'oldest' | 'random'

export interface Take {
  readonly count: number
  readonly order: TakeOrder
  /** Of a random choice: with the same one it is the same leads, so that a plan can be looked at again. */
  readonly seed?: number
}

export type Selection =
  | { readonly kind: 'none' }
  | { readonly kind: 'ids'; readonly ids: readonly string[] }
  /** `parameters` end at the moment of choosing: what comes in later is not swept in. */
  | { readonly kind: 'query'; readonly parameters: LeadParameters; readonly take: Take | null }

/** The API's selection object. */
export type SelectionBody =
  { readonly ids: readonly string[] } | { readonly query: Readonly<Record<string, string>>; readonly take?: Take }

export const noSelection: Selection = { kind: 'none' }

export function isSelected(selection: Selection, id: string): boolean {
  switch (selection.kind) {
    case 'none':
      return false
    case 'ids':
      return selection.ids.includes(id)
    case 'query':
      return selection.take === null
    default:
      return assertNever(selection)
  }
}

/** Of a choice by hand one more or one less; taking a row out of "all results" leaves the rest of the page chosen. */
export function toggled(selection: Selection, id: string, page: readonly string[]): Selection {
  if (selection.kind === 'query') return ofIds(page.filter((one) => one !== id || selection.take !== null))
  const ids = idsOf(selection)
  return ofIds(ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id])
}

/** Everything between the row that was chosen last and this one becomes what this one becomes. */
export function rangeToggled(
  selection: Selection,
  page: readonly string[],
  anchor: string | null,
  id: string,
): Selection {
  const from = anchor === null ? -1 : page.indexOf(anchor)
  const to = page.indexOf(id)
  if (from === -1 || to === -1 || selection.kind === 'query') return toggled(selection, id, page)
  const range = page.slice(Math.min(from, to), Math.max(from, to) + 1)
  return isSelected(selection, id) ? without(selection, range) : withIds(selection, range)
}

export function withIds(selection: Selection, ids: readonly string[]): Selection {
  return ofIds([...new Set([...idsOf(selection), ...ids])])
}

export function without(selection: Selection, ids: readonly string[]): Selection {
  return ofIds(idsOf(selection).filter((id) => !ids.includes(id)))
}

/** `asOf`: ISO 8601; leads received at that moment or later are not in it. */
export function allResults(parameters: LeadParameters, asOf: string): Selection {
  const { sort: _sort, ...asked } = parameters
  const to = asked['to'] !== undefined && asked['to'] < asOf ? asked['to'] : asOf
  return { kind: 'query', parameters: { ...asked, to }, take: null }
}

export function taking(selection: Selection, take: Take | null): Selection {
  return selection.kind === 'query' ? { ...selection, take } : selection
}

/** How many of the page's rows are chosen. */
export type PageState = 'none' | 'some' | 'all'
export function pageState(selection: Selection, page: readonly string[]): PageState {
  const chosen = page.filter((id) => isSelected(selection, id)).length
  return chosen === 0 ? 'none' : chosen === page.length ? 'all' : 'some'
}

/** How many are chosen, when `found` is what the search of a chosen query finds. */
export function selectedCount(selection: Selection, found: number): number {
  switch (selection.kind) {
    case 'none':
      return 0
    case 'ids':
      return selection.ids.length
    case 'query':
      return selection.take === null ? found : Math.min(selection.take.count, found)
    default:
      return assertNever(selection)
  }
}

/** "12 selected", "All results selected"; null when nothing is. */
export function selectedWords(selection: Selection): string | null {
  switch (selection.kind) {
    case 'none':
      return null
    case 'ids':
      return `${formatCount(selection.ids.length)} selected`
    case 'query':
      return selection.take === null ? 'All results selected' : `${formatCount(selection.take.count)} of all results`
    default:
      return assertNever(selection)
  }
}

/** Null when nothing is chosen. */
export function selectionBody(selection: Selection): SelectionBody | null {
  switch (selection.kind) {
    case 'none':
      return null
    case 'ids':
      return { ids: selection.ids }
    case 'query': {
      const query = selection.parameters
      return selection.take === null ? { query } : { query, take: selection.take }
    }
    default:
      return assertNever(selection)
  }
}

function idsOf(selection: Selection): readonly string[] {
  return selection.kind === 'ids' ? selection.ids : []
}

function ofIds(ids: readonly string[]): Selection {
  return ids.length === 0 ? noSelection : { kind: 'ids', ids }
}
