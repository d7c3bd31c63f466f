// What the palette offers for what was typed. Leads are asked of the server; everything else is at hand.

import { entryCount } from '../../pages/leads/pastedList.ts'

export interface PaletteItem {
  readonly id: string
  readonly group: 'Leads' | 'Pages' | 'Views' | 'Campaigns' | 'Suppliers' | 'Buyers' | 'Deliveries'
  readonly label: string
  readonly hint?: string | undefined
  readonly to: PaletteTarget
}

export type PaletteTarget =
  | { readonly kind: 'page'; readonly path: '/' | '/leads' | '/jobs' | '/keys' | '/settings' }
  | { readonly kind: 'lead'; readonly id: string }
  /** The list with this query. */
  | { readonly kind: 'list'; readonly query: string }

export interface PaletteFacts {
  readonly leads: readonly { readonly id: string; readonly summary: string; readonly campaign: string }[]
  readonly views: readonly { readonly key: string; readonly name: string; readonly query: string }[]
  readonly campaigns: readonly string[]
  readonly suppliers: readonly string[]
  readonly buyers: readonly string[]
  readonly deliveries: readonly string[]
}

const pages: readonly PaletteItem[] = [
  { id: 'page home', group: 'Pages', label: 'Home', hint: 'G H', to: { kind: 'page', path: '/' } },
  { id: 'page leads', group: 'Pages', label: 'Leads', hint: 'G L', to: { kind: 'page', path: '/leads' } },
  { id: 'page jobs', group: 'Pages', label: 'Jobs', hint: 'G W', to: { kind: 'page', path: '/jobs' } },
  { id: 'page keys', group: 'Pages', label: 'API keys', hint: 'G K', to: { kind: 'page', path: '/keys' } },
  { id: 'page settings', group: 'Pages', label: 'Settings', hint: 'G ,', to: { kind: 'page', path: '/settings' } },
]
const mostOfAKind = 6

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
    ...filters('Campaigns', 'campaign', facts.campaigns),
    ...filters('Suppliers', 'supplier', facts.suppliers),
    ...filters('Buyers', 'buyer', facts.buyers),
    ...filters('Deliveries', 'delivery', facts.deliveries),
  ]
}
