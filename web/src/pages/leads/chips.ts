// The filters in force as chips: what they say and what the search is without them.

import { formatCount } from '../../format/count.ts'
import { codeWords, isCode } from './codeWords.ts'
import { matchWords } from './fieldFilter.ts'
import { choices, filterLabels, filterNames, type FilterName } from './filters.ts'
import { narrowed, withFilter, type LeadSearch } from './search.ts'
import { entryCount } from './pastedList.ts'
import { rangeWords } from './timeRange.ts'

export interface Chip {
  readonly id: string
  /** The editor that changes it; null where there is none. */
  readonly entry: FilterName | 'date' | null
  readonly label: string
  readonly value: string
  readonly without: LeadSearch
}

export function chipsOf(search: LeadSearch): readonly Chip[] {
  const chips: Chip[] = []
  if (search.q !== '')
    chips.push({
      id: 'q',
      entry: null,
      label: 'Search',
      value: searchWords(search.q),
      without: narrowed(search, { q: '' }),
    })
  if (search.date !== null) {
    const without = narrowed(search, { date: null })
    chips.push({ id: 'date', entry: 'date', label: 'Date', value: rangeWords(search.date), without })
  }
  for (const name of filterNames) {
    const values = search.filters[name]
    if (!values) continue
    const value = values.map((one) => valueWords(name, one)).join(', ')
    chips.push({ id: name, entry: name, label: filterLabels[name], value, without: withFilter(search, name, []) })
  }
  for (const [index, field] of search.fields.entries()) {
    chips.push({
      id: `field ${index}`,
      entry: null,
      label: field.field,
      value: `${matchWords[field.match]} “${field.value}”`,
      without: narrowed(search, { fields: search.fields.filter((_, other) => other !== index) }),
    })
  }
  return chips
}

/** A pasted list is named by how many it holds: its entries stand in the search box. */
function searchWords(q: string): string {
  const entries = entryCount(q)
  return entries > 1 ? `${formatCount(entries)} entries` : q
}

/** How one value of a filter is read: "pending" of the sold status is "Awaiting buyer". */
export function valueWords(name: FilterName, value: string): string {
  // The id tells nobody anything; its beginning tells two of them apart.
  if (name === 'cause') return value.slice(0, 7)
  if (name === 'code') return isCode(value) ? codeWords[value] : value
  const words: Readonly<Record<string, string>> | undefined = isWorded(name) ? choices[name] : undefined
  return words?.[value] ?? value
}

function isWorded(name: FilterName): name is keyof typeof choices {
  return Object.hasOwn(choices, name)
}
