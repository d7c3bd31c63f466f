// A selection as it is stored with its job and shown: the words it was asked in.

import type { LeadSelection } from '@switchyard/contract/jobs/selection.ts'

/** More ids than these stand in the job's items only. */
const shownIds = 1000

/** Can be sent again as it is, unless `more` ids were left away. Pure. */
export function selectionText(selection: LeadSelection): Record<string, unknown> {
  if ('ids' in selection) {
    const { ids } = selection
    return ids.length > shownIds ? { ids: ids.slice(0, shownIds), more: ids.length - shownIds } : { ids }
  }
  const { query, take } = selection
  const text = Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, textOf(value)]])),
  )
  return { query: text, ...(take && { take }) }
}

function textOf(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString()
  if (!Array.isArray(value)) return String(value)
  if (value.every((entry) => typeof entry === 'string')) return value.join(',')
  // The only list of objects among a list's parameters are matches of fields.
  return Object.fromEntries((value as { key: string; match: string }[]).map(({ key, match }) => [key, match]))
}
