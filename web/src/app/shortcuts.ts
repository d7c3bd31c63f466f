// The keys of each screen, as the help sheet shows them.

import { places } from './places.ts'

type Shortcut = readonly [keys: readonly string[], meaning: string]

export interface ShortcutGroup {
  readonly title: string
  /** Of which screen; null: of all. */
  readonly screen: 'list' | 'lead' | 'causes' | 'grid' | 'campaign' | null
  readonly keys: readonly Shortcut[]
}

export const shortcutGroups: readonly ShortcutGroup[] = [
  {
    title: 'Everywhere',
    screen: null,
    keys: [
      [['Ctrl', 'K'], 'Go to anything'],
      [['?'], 'Show this'],
      ...places.map(({ key, label }): Shortcut => [['G', key.toUpperCase()], `Go to ${label}`]),
      [['Esc'], 'Close what is open'],
    ],
  },
  {
    title: 'Leads',
    screen: 'list',
    keys: [
      [['/'], 'Search'],
      [['F'], 'Add a filter'],
      [['⌫'], 'Take the last filter away'],
      [['J'], 'Next lead'],
      [['K'], 'Previous lead'],
      [['Enter'], 'Open the lead'],
      [['Space'], 'Peek at the stored data'],
      [['E'], 'Edit the lead'],
      [['Shift', 'E'], 'Edit, then send on'],
      [['R'], 'Redeliver the lead'],
      [['P'], 'Copy its newest request as cURL'],
      [['.'], 'Show new leads'],
      [['V'], 'Saved views'],
      [['Shift', 'V'], 'Save the view'],
      [['H'], 'Choose columns'],
      [['D'], 'Change the density'],
      [['C'], 'Copy the ID'],
      [['Shift', 'C'], 'Copy a link to the list'],
    ],
  },
  {
    title: 'Selecting',
    screen: 'list',
    keys: [
      [['X'], 'Select the lead'],
      [['Shift', 'X'], 'Select up to here'],
      [['Shift', '↓'], 'Select on downwards'],
      [['Ctrl', 'A'], 'Select the page'],
      [['Ctrl', 'Shift', 'A'], 'Select all results'],
      [['Shift', 'R'], 'Redeliver the selected leads'],
      [['T'], 'Return the selected leads, or the one in focus'],
      [['U'], 'Unsubscribe them'],
      [['M'], 'Update their payout or revenue'],
      [['#'], 'Delete them'],
      [['Esc'], 'Clear the selection'],
    ],
  },
  {
    title: 'Lead',
    screen: 'lead',
    keys: [
      [['['], 'Lead before this one'],
      [[']'], 'Lead after this one'],
      [['E'], 'Edit'],
      [['Shift', 'E'], 'Edit, then send on'],
      [['Ctrl', 'Enter'], 'Save and redeliver'],
      [['R'], 'Redeliver'],
      [['P'], 'Copy the newest request as cURL'],
      [['C'], 'Copy the ID'],
      [['T'], 'Return'],
      [['U'], 'Unsubscribe'],
      [['M'], 'Update payout or revenue'],
      [['#'], 'Delete'],
      [['Esc'], 'Back to the list'],
    ],
  },
  {
    title: 'Resolve',
    screen: 'causes',
    keys: [
      [['J'], 'Next cause'],
      [['K'], 'Previous cause'],
      [['X'], 'Show its details'],
      [['Enter'], 'Open it'],
      [['Ctrl', 'Enter'], 'Run the cure that is filled in'],
    ],
  },
  {
    title: 'Fix grid',
    screen: 'grid',
    keys: [
      [['F2'], 'Edit the cell; Enter and letters do too'],
      [['Alt', '↓'], 'List of values'],
      [['Alt', 'Enter'], 'Take the suggestion'],
      [['Ctrl', 'Enter'], 'Apply to every row with this value'],
      [['Ctrl', 'D'], 'Fill down'],
      [['Ctrl', 'C'], 'Copy, for a spreadsheet too'],
      [['Ctrl', 'V'], 'Paste, from a spreadsheet too'],
      [['Ctrl', 'H'], 'Find and replace'],
      [['Ctrl', 'Z'], 'Undo'],
      [['Ctrl', 'Shift', 'Z'], 'Redo'],
      [['F8'], 'Next problem'],
      [['Shift', 'F8'], 'Previous problem'],
      [['K'], 'On a lead: keep it rejected'],
      [['Esc'], 'Then Tab: leave the grid'],
    ],
  },
  {
    title: 'Campaign',
    screen: 'campaign',
    keys: [
      [['D'], 'Download leads'],
      [['U'], 'Upload leads'],
    ],
  },
]

/** Those of the screen at `path` first, then those that work everywhere, then the others. */
export function shortcutsFor(path: string): readonly ShortcutGroup[] {
  const screen = screenOf(path)
  const rank = (group: ShortcutGroup) => (group.screen === screen ? 0 : group.screen === null ? 1 : 2)
  return shortcutGroups.toSorted((a, b) => rank(a) - rank(b))
}

function screenOf(path: string): ShortcutGroup['screen'] {
  if (path.startsWith('/resolve/grid')) return 'grid'
  if (path.startsWith('/resolve')) return 'causes'
  if (path.startsWith('/campaigns/')) return 'campaign'
  return /^\/leads\/./.test(path) ? 'lead' : path.startsWith('/leads') ? 'list' : null
}
