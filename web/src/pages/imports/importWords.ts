// Imports as people read them: what they are for, how they stand, what becomes of their rows.

import type { ImportCounts, ImportPurpose, ImportState } from '../../data/imports.ts'
import { humanise } from '../../format/humanise.ts'
import type { StateView } from '../../ui/states.ts'
import type { Tone } from '../../ui/tone.ts'
import type { RowChoice } from './importSearch.ts'

export const purposes: Readonly<Record<ImportPurpose, { readonly word: string; readonly meaning: string }>> = {
  resolve: {
    word: 'Corrected leads',
    meaning:
      'A file of leads that was downloaded here and corrected. LeadIDs are kept, and every lead is checked again.',
  },
  leads: { word: 'New leads', meaning: 'Every row is a lead: checked, routed and sold like those that come by API.' },
  returns: { word: 'Returns', meaning: 'Leads that buyers give back, by LeadID, with their reasons.' },
  suppression: { word: 'Suppression list', meaning: 'Addresses or phones that go into a list of leads to refuse.' },
}

export const importStates: Readonly<Record<ImportState, StateView>> = {
  reading: { word: 'Being read', tone: 'info', icon: 'arrow', meaning: 'Its rows are being looked at.' },
  ready: { word: 'Ready to run', tone: 'warn', icon: 'pause', meaning: 'Nothing has been changed yet.' },
  running: { word: 'Running', tone: 'info', icon: 'arrow', meaning: 'Its rows are being carried out.' },
  paused: { word: 'Paused', tone: 'warn', icon: 'pause', meaning: 'Nothing new begins until it goes on.' },
  done: { word: 'Done', tone: 'good', icon: 'check', meaning: 'Every row has its outcome.' },
  cancelled: { word: 'Cancelled', tone: 'neutral', icon: 'cross', meaning: 'Rows that waited were left alone.' },
  failed: { word: 'Failed', tone: 'bad', icon: 'warning', meaning: 'It could not be read or carried out.' },
  undoing: { word: 'Being undone', tone: 'info', icon: 'back', meaning: 'Its new leads are being taken out again.' },
  undone: { word: 'Undone', tone: 'violet', icon: 'back', meaning: 'Its new leads were taken out again.' },
}

export interface VerdictView {
  /** What its rows are asked for by. */
  readonly of: RowChoice
  readonly count: (counts: ImportCounts) => number
  readonly word: string
  readonly meaning: string
  readonly tone: Tone
}

/** In the order in which a person looks: what happens, what does not, what is wrong. */
export const verdicts: readonly VerdictView[] = [
  {
    of: 'update',
    count: (counts) => counts.update,
    word: 'to update',
    meaning: 'The lead gets the new values and is checked again.',
    tone: 'good',
  },
  {
    of: 'unchanged',
    count: (counts) => counts.unchanged,
    word: 'unchanged',
    meaning: 'The row says what the lead has already; it is checked again all the same.',
    tone: 'neutral',
  },
  {
    of: 'create',
    count: (counts) => counts.create,
    word: 'new',
    meaning: 'The row has no LeadID: it becomes a new lead, or a new entry of the list.',
    tone: 'info',
  },
  {
    of: 'alreadyAccepted',
    count: (counts) => counts.alreadyAccepted,
    word: 'accepted already',
    meaning: 'Left out, unless accepted leads are to be updated and sent again.',
    tone: 'warn',
  },
  {
    of: 'conflict',
    count: (counts) => counts.conflicts,
    word: 'changed since the download',
    meaning: 'Somebody has edited the lead in between; the row is not applied.',
    tone: 'warn',
  },
  {
    of: 'superseded',
    count: (counts) => counts.superseded,
    word: 'named twice',
    meaning: 'A later row of the file is about the same lead; the last one counts.',
    tone: 'warn',
  },
  {
    of: 'duplicate',
    count: (counts) => counts.duplicates,
    word: 'duplicates',
    meaning: 'The campaign has such a lead, and duplicates are to be left out.',
    tone: 'warn',
  },
  {
    of: 'unknownId',
    count: (counts) => counts.unknownId,
    word: 'unknown LeadID',
    meaning: 'There is no lead with that id here.',
    tone: 'bad',
  },
  {
    of: 'invalid',
    count: (counts) => counts.invalid,
    word: 'with an error',
    meaning: 'The row cannot be understood. It never stops the others.',
    tone: 'bad',
  },
]

/** Beside the verdicts: a row of any of them can have such edits. */
export const ignoredEdits: VerdictView = {
  of: 'ignored',
  count: (counts) => counts.ignoredEdits,
  word: 'with edits that are ignored',
  meaning: 'The platform’s own columns were edited. What they say stays as it is.',
  tone: 'violet',
}

export function verdictWord(verdict: string): string {
  return verdicts.find(({ of }) => of === verdict)?.word ?? humanise(verdict)
}

/** "supplier" for what "@supplier" means, a heading of the platform as it is. */
export const targetWords: Readonly<Record<string, string>> = {
  '@leadId': 'LeadID',
  '@revision': 'Revision',
  '@supplier': 'Supplier (SID)',
  '@source': 'Source',
  '@externalId': 'External ID',
  '@consent.email': 'Consent to email',
  '@consent.sms': 'Consent to SMS',
  '@reason': 'Reason of the return',
  '@buyer': 'Buyer (BID)',
  '@entry': 'Entry of the list',
}

export const originWords = {
  asked: 'chosen',
  platform: 'ours',
  heading: 'by its heading',
  remembered: 'as last time',
  values: 'by its values',
} as const

/** What csv files come in, the likely ones first. */
export const encodings: readonly { readonly value: string; readonly label: string }[] = [
  { value: 'utf-8', label: 'UTF-8' },
  { value: 'windows-1252', label: 'Windows-1252 (Western Europe, Excel)' },
  { value: 'windows-1250', label: 'Windows-1250 (Central Europe)' },
  { value: 'windows-1251', label: 'Windows-1251 (Cyrillic)' },
  { value: 'iso-8859-15', label: 'ISO 8859-15 (Western Europe)' },
  { value: 'macintosh', label: 'Macintosh (old Mac Excel)' },
  { value: 'shift_jis', label: 'Shift JIS (Japanese)' },
  { value: 'utf-16le', label: 'UTF-16 (little endian)' },
  { value: 'utf-16be', label: 'UTF-16 (big endian)' },
]

export const delimiters: readonly { readonly value: string; readonly label: string }[] = [
  { value: ',', label: 'Comma ( , )' },
  { value: ';', label: 'Semicolon ( ; )' },
  { value: '\t', label: 'Tab' },
]
