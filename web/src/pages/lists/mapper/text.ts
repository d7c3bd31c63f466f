// What the screen of a mapper says.

import { countOf, formatCount } from '../../../format/count.ts'

export const text = {
  kind: 'Mapper',
  failed: 'The mapper could not be loaded.',
  missingMapper: (key: string) => `There is no mapper ${key}`,
  tabs: { codes: 'Codes', used: 'Used by', history: 'History' },
  ofList: 'Values of',
  mayNot: 'This needs the role operator or admin.',
  search: 'Search this mapper',
  onlyMissing: 'Only missing codes',
  missing: (count: number) => countOf(count, 'value has no code', 'values have no code'),
  complete: 'Every value has a code',
  found: (shown: number, all: number) => `${formatCount(shown)} of ${formatCount(all)}`,
  values: (count: number) => countOf(count, 'value', 'values'),
  noneFound: 'No value is like that',
  empty: 'No pairs yet',
  emptyHint: 'Paste them from a spreadsheet, the value and then its code, or type the first one.',
  emptyList: 'Its picklist has no values yet',
  add: 'Add pair',
  paste: 'Paste codes',
  settings: 'Settings',
  coverage: (percent: number, days: number) =>
    `${percent} % of the last ${days === 7 ? 'week' : `${days} days`} covered`,
  coverageWords: (covered: number, leads: number) =>
    `${formatCount(covered)} of ${countOf(leads, 'value', 'values')} that came had a code.`,
  nothingCame: 'Nothing came through it in the last week',
  nothingCameHint: 'As soon as accepted leads come in its campaigns, this says how many it covers.',
  incomplete: 'There are very many leads: only the newest were counted.',
  from: 'Value',
  to: 'Code that goes out',
  seen: 'Leads · 7 days',
  rowTo: (value: string) => `Code of ${value}`,
  rowFrom: (row: number) => `Value, row ${formatCount(row)}`,
  remove: (value: string) => `Remove ${value}`,
  noCode: 'missing',
  noCodeMeans: {
    pass: 'goes out as it is',
    hold: 'its delivery is held',
    default: (code: string) => `goes out as “${code}”`,
  },
  strange: 'not in the list',
  seenOnly: 'came, and is not in the list',
  notSeen: '–',
  double: (value: string) => `“${value}” stands here already.`,
  noValue: 'This row needs a value.',

  policy: 'A value without a code',
  policies: {
    pass: 'Goes out as it is',
    hold: 'Holds the delivery until there is one',
    default: 'Goes out as',
  },
  defaultCode: 'Code for values without one',

  reviewLead: 'They hold for everything that goes out after this.',
  changes: {
    added: (from: string, to: string) => `“${from}” becomes “${to}”`,
    removed: (from: string) => `“${from}” loses its code`,
    changed: (from: string, before: string, to: string) => `“${from}” becomes “${to}” (was “${before}”)`,
    policy: (words: string) => `Values without a code: ${words}`,
    picklist: (list: string) =>
      list === '' ? 'It belongs to no picklist any more' : `It belongs to the picklist ${list}`,
  },

  pasteTitle: 'Paste codes',
  pasteHint: 'One pair per line: the value, a tab (or =), its code. Straight from a spreadsheet.',
  pastePlaceholder: 'Volkswagen\tVW\nFord\tFRD',
  pasteNew: (count: number) => countOf(count, 'new code', 'new codes'),
  pasteChanged: (count: number) => countOf(count, 'code changes', 'codes change'),
  pasteSame: (count: number) => countOf(count, 'is the same', 'are the same'),
  pasteStrange: (count: number) =>
    countOf(count, 'is not in the list and is left out', 'are not in the list and are left out'),
  pasteUnread: (count: number) => countOf(count, 'line without a code', 'lines without a code'),
  pasteTake: (count: number) => `Take over ${countOf(count, 'code', 'codes')}`,
  pasteNothing: 'Nothing new to take over',
  pasteUnsaved: 'Nothing is saved before you say so.',
  cancel: 'Cancel',
  done: 'Done',

  usedDeliveries: 'Deliveries that go through it',
  usedFields: 'Fields whose values it meets',
  usedNone: 'No delivery uses this mapper yet',
  usedNoneHint: (key: string) => `Name it in a delivery’s request: {{ make | map: '${key}' }}`,
  usedFailed: 'Where the mapper is used could not be loaded.',
  removeMapper: 'Delete this mapper…',
} as const
