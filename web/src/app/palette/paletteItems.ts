// What the palette offers for what was typed. Leads are asked of the server; everything else is at hand.

import { bulkFunctions } from '../../pages/leads/bulk/bulkFunctions.ts'
import type { BulkAction } from '../../pages/leads/bulk/draft.ts'
import { entryCount } from '../../pages/leads/pastedList.ts'
import { places, type PlacePath } from '../places.ts'

export interface PaletteItem {
  readonly id: string
  readonly group: 'Leads' | 'Selection' | 'Pages' | 'Views' | 'Campaigns' | 'Suppliers' | 'Buyers' | 'Deliveries'
  readonly label: string
  readonly hint?: string | undefined
  readonly to: PaletteTarget
}

export type PaletteTarget =
  | { readonly kind: 'page'; readonly path: PlacePath }
  | { readonly kind: 'lead'; readonly id: string }
  /** Its own page; its leads are a list. */
  | { readonly kind: 'campaign'; readonly reference: string }
  /** What a bulk function does, with the leads that are chosen. */
  | { readonly kind: 'function'; readonly action: BulkAction }
  /** The list with this query. */
  | { readonly kind: 'list'; readonly query: string }

export interface PaletteFacts {
  readonly leads: readonly { readonly id: string; readonly summary: string; readonly campaign: string }[]
  readonly views: readonly { readonly key: string; readonly name: string; readonly query: string }[]
  readonly campaigns: readonly string[]
  readonly suppliers: readonly string[]
  readonly buyers: readonly string[]
  readonly deliveries: readonly string[]
  /** How many leads are chosen, in words; null: none, or the reader may do nothing with them. */
  readonly selected: string | null
}

const pages: readonly PaletteItem[] = places.map(({ path, label, key }) => ({
  id: `page ${path}`,
  group: 'Pages',
  label,
  hint: `G ${key.toUpperCase()}`,
  to: { kind: 'page', path },
}))
const mostOfAKind = 6

function functions(selected: string | null): readonly PaletteItem[] {
  if (selected === null) return []
  return Object.values(bulkFunctions).map(({ action, label }) => ({
    id: `function ${action}`,
    group: 'Selection',
    label: `${label}…`,
    hint: selected,
    to: { kind: 'function', action },
  }))
}

/** Best first. A pasted list becomes "show these", whatever else it could mean. */
export function paletteItems(typed: string, facts: PaletteFacts): readonly PaletteItem[] {
  const sought = typed.trim()
  const count = entryCount(sought)
  const query = `q=${encodeURIComponent(sought)}`
  if (count > 1) return [{ id: 'these', group: 'Leads', label: `Show these ${count}`, to: { kind: 'list', query } }]
  const fits = (label: string) => label.toLowerCase().includes(sought.toLowerCase())
  const filters = (group: PaletteItem['group'], name: string, keys: readonly string[]): PaletteItem[] =>
    keys
      .filter(fits)
      .slice(0, mostOfAKind)
      .map((key) => ({
        id: `${name} ${key}`,
        group,
        label: key,
        hint: 'leads',
        to: { kind: 'list', query: `${name}=${encodeURIComponent(key)}` },
      }))
  const leads: PaletteItem[] = facts.leads.map(({ id, summary, campaign }) => ({
    id: `lead ${id}`,
    group: 'Leads',
    label: `${id} · ${summary}`,
    hint: campaign,
    to: { kind: 'lead', id },
  }))
  const all: PaletteItem = {
    id: 'search',
    group: 'Leads',
    label: `Search leads for “${sought}”`,
    to: { kind: 'list', query },
  }
  return [
    ...leads,
    ...(sought === '' ? [] : [all]),
    ...functions(facts.selected).filter(({ label }) => fits(label)),
    ...pages.filter(({ label }) => fits(label)),
    ...facts.views
      .filter(({ name }) => fits(name))
      .slice(0, mostOfAKind)
      .map(({ key, name, query: view }): PaletteItem => ({
        id: `view ${key}`,
        group: 'Views',
        label: name,
        to: { kind: 'list', query: view },
      })),
    ...facts.campaigns
      .filter(fits)
      .slice(0, mostOfAKind)
      .map((reference): PaletteItem => ({
        id: `page of ${reference}`,
        group: 'Campaigns',
        label: reference,
        hint: 'summary',
        to: { kind: 'campaign', reference },
      })),
    ...(sought === '' ? [] : filters('Campaigns', 'campaign', facts.campaigns)),
    ...filters('Suppliers', 'supplier', facts.suppliers),
    ...filters('Buyers', 'buyer', facts.buyers),
    ...filters('Deliveries', 'delivery', facts.deliveries),
  ]
}
