// Between a saved view and the search that the page shows.

import { formatUrlSearch, parseUrlSearch } from '../../app/urlSearch.ts'
import type { SavedView, ViewDraft } from '../../data/views.ts'
import { formatSearch, parseSearch, questionOf, type LeadSearch } from './search.ts'
import type { Density } from './useDensity.ts'

/** What is shown when the view is opened. */
export function searchOfView(view: Pick<SavedView, 'key' | 'search' | 'columns'>): LeadSearch {
  const { search } = parseSearch(parseUrlSearch(view.search))
  return { ...questionOf(search), columns: view.columns, view: view.key }
}

export function draftOf(
  shown: { readonly search: LeadSearch; readonly columns: readonly string[]; readonly density: Density },
  about: { readonly name: string; readonly shared: boolean },
): ViewDraft {
  const { name, shared } = about
  return { name, shared, search: queryOf(shown.search), columns: shown.columns, density: shown.density }
}

/** The page shows something else than the view says. */
export function isEdited(
  view: SavedView,
  shown: { readonly search: LeadSearch; readonly columns: readonly string[]; readonly density: Density },
): boolean {
  if (queryOf(searchOfView(view)) !== queryOf(shown.search)) return true
  if (view.columns !== null && view.columns.join() !== shown.columns.join()) return true
  return view.density !== null && view.density !== shown.density
}

/** A key out of the name, told apart by `suffix`. */
export function viewKey(name: string, suffix: string): string {
  const words = name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
  return `${words.slice(0, 40) || 'view'}-${suffix}`
}

function queryOf(search: LeadSearch): string {
  return formatUrlSearch(formatSearch(questionOf(search))).slice(1)
}
