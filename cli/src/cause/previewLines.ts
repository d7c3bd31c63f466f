import type { previewCure } from '@switchyard/contract/causes/preview.ts'
import type { OutputOf } from '@switchyard/contract/endpoint.ts'

/** Pure. */
export function previewLines(preview: OutputOf<typeof previewCure>): string[] {
  const { matched, accepted, stillRejected, quarantined, errored, kept, leftOut, changes, campaigns, warnings } =
    preview
  return [
    `${matched} leads: ${accepted} would be accepted`,
    ...stillRejected.map(({ code, count }) => `  still rejected ${count}: ${code}`),
    ...(quarantined > 0 ? [`  to quarantine: ${quarantined}`] : []),
    ...(errored > 0 ? [`  cannot be checked: ${errored}`] : []),
    ...(kept > 0 ? [`  kept rejected: ${kept}`] : []),
    ...leftOut.map(({ reason, count }) => `  left out ${count}: ${reason}`),
    ...changes.map(({ words }) => `  writes: ${words}`),
    ...(campaigns.length > 0 ? [`  holds for other campaigns too: ${campaigns.join(', ')}`] : []),
    ...warnings.map((warning) => `  ! ${warning}`),
  ]
}
