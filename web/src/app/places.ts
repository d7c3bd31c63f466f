// Where one can go: one list for the head, the keys, the palette and the help sheet.

export interface Place {
  readonly path: PlacePath
  readonly label: string
  /** The letter that goes there after G, as `useKeys` names it. */
  readonly key: string
  /** Begins a path that belongs to it as well; the first page of all is only itself. */
  readonly exact?: true
  /** How long it keeps its place in the head as the window gets narrower; the menu has all of them. */
  readonly shown: 'always' | 'medium' | 'wide'
}

export type PlacePath =
  '/' | '/leads' | '/resolve' | '/campaigns' | '/imports' | '/lists' | '/jobs' | '/alerts' | '/keys' | '/settings'

/** In the head, from left to right. */
export const mainPlaces: readonly Place[] = [
  { path: '/', label: 'Home', key: 'h', exact: true, shown: 'medium' },
  { path: '/leads', label: 'Leads', key: 'l', shown: 'always' },
  { path: '/resolve', label: 'Resolve', key: 'j', shown: 'medium' },
  { path: '/campaigns', label: 'Campaigns', key: 'c', shown: 'wide' },
  { path: '/imports', label: 'Imports', key: 'i', shown: 'wide' },
  { path: '/lists', label: 'Lists', key: 'p', shown: 'wide' },
  { path: '/jobs', label: 'Jobs', key: 'w', shown: 'always' },
]

/** In the menus alone. */
export const otherPlaces: readonly Place[] = [
  { path: '/alerts', label: 'Alerts', key: 'b', shown: 'wide' },
  { path: '/keys', label: 'API keys', key: 'k', shown: 'wide' },
  { path: '/settings', label: 'Settings', key: ',', shown: 'wide' },
]

export const places: readonly Place[] = [...mainPlaces, ...otherPlaces]
