// The keys of each screen, as the help sheet shows them.

export interface ShortcutGroup {
  readonly title: string
  /** Of which screen; null: of all. */
  readonly screen: 'list' | 'lead' | null
  readonly keys: readonly (readonly [keys: readonly string[], meaning: string])[]
}

export const shortcutGroups: readonly ShortcutGroup[] = [
  {
    title: 'Everywhere',
    screen: null,
    keys: [
      [['Ctrl', 'K'], 'Go to anything'],
      [['?'], 'Show this'],
      [['G', 'H'], 'Go to Home'],
      [['G', 'L'], 'Go to the leads'],
      [['G', 'W'], 'Go to the jobs'],
      [['G', 'K'], 'Go to the API keys'],
      [['G', ','], 'Go to settings'],
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
      [['R'], 'Redeliver the lead'],
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
      [['T'], 'Return the selected leads'],
      [['U'], 'Unsubscribe the selected leads'],
      [['M'], 'Update their payout or revenue'],
      [['#'], 'Delete the selected leads'],
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
      [['Ctrl', 'Enter'], 'Save and redeliver'],
      [['R'], 'Redeliver'],
      [['P'], 'Copy the newest request as cURL'],
      [['C'], 'Copy the ID'],
      [['U'], 'Back to the list'],
    ],
  },
]

/** Those of the screen at `path` first, then those that work everywhere, then the others. */
export function shortcutsFor(path: string): readonly ShortcutGroup[] {
  const screen = /^\/leads\/./.test(path) ? 'lead' : path.startsWith('/leads') ? 'list' : null
  const rank = (group: ShortcutGroup) => (group.screen === screen ? 0 : group.screen === null ? 1 : 2)
  return shortcutGroups.toSorted((a, b) => rank(a) - rank(b))
}
