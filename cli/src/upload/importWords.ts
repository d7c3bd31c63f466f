// Imports in lines for people. Pure.

import type { Import } from './sendFile.ts'

type Counts = Import['counts']

const words: readonly (readonly [keyof Counts, string])[] = [
  ['update', 'to update'],
  ['unchanged', 'without changes'],
  ['create', 'new'],
  ['alreadyAccepted', 'already accepted: left out'],
  ['conflicts', 'edited by others since the download: left out'],
  ['unknownId', 'with an unknown LeadID'],
  ['superseded', 'followed by a later row about the same lead'],
  ['duplicates', 'duplicates: left out'],
  ['invalid', 'with errors'],
  ['ignoredEdits', 'with edits to columns of the platform, which are ignored'],
]
const mostErrors = 10

export function importLines(item: Import): string[] {
  const { counts, preview, columns, file } = item
  const mapped = columns.filter(({ target }) => target !== null).map(({ name, target }) => `${name} → ${target ?? ''}`)
  return [
    `Import ${item.id}: ${file.name}, ${counts.rows} rows${item.campaign === null ? '' : ` for ${item.campaign}`}`,
    ...words.flatMap(([name, about]) => (counts[name] === 0 ? [] : [`  ${counts[name]} ${about}`])),
    `  columns: ${mapped.join(', ') || 'none'}`,
    ...(item.unmapped.length === 0 ? [] : [`  left out: ${item.unmapped.join(', ')}`]),
    ...(item.missing.length === 0 || counts.create === 0 ? [] : [`  ! no column for ${item.missing.join(', ')}`]),
    ...outcomeLines(preview.outcomes),
    ...item.warnings.map((warning) => `  ! ${warning}`),
    ...item.obstacles.map(({ message }) => `  ! ${message}`),
    ...preview.errors.slice(0, mostErrors).map(({ row, message }) => `  row ${row}: ${message}`),
    ...(preview.errors.length > mostErrors ? ['  …'] : []),
  ]
}

function outcomeLines(outcomes: Import['preview']['outcomes']): string[] {
  if (outcomes === null) return []
  const { judged, accepted, rejected, quarantined } = outcomes
  return [
    `  checked now, ${accepted} of ${judged} leads would be accepted`,
    ...rejected.map(({ code, count }) => `    ${count} ${code}`),
    ...(quarantined === 0 ? [] : [`    ${quarantined} into quarantine`]),
  ]
}
