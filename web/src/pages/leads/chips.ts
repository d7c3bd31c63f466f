// The filters in force as chips: what they say and what the search is without them.

import { codeWords, isCode } from './codeWords.ts'
import { matchWords } from './fieldFilter.ts'
import { choices, filterLabels, filterNames, type FilterName } from './filters.ts'
import { narrowed, withFilter, type LeadSearch } from './search.ts'
import { rangeWords } from './timeRange.ts'

export interface Chip {
  readonly id: string
  readonly label: string
  readonly value: string
  readonly without: LeadSearch
}

export function chipsOf(search: LeadSearch): readonly Chip[] {
  const chips: Chip[] = []
  if (search.q !== '') chips.push({ id: 'q', label: 'Search', value: search.q, without: narrowed(search, { q: '' }) })
  if (search.date !== null) {
    const without = narrowed(search, { date: null })
    chips.push({ id: 'date', label: 'Date', value: rangeWords(search.date), without })
  }
  for (const name of filterNames) {
    const values = search.filters[name]
    if (!values) continue
    const value = values.map((one) => valueWords(name, one)).join(', ')
    chips.push({ id: name, label: filterLabels[name], value, without: withFilter(search, name, []) })
  }
  for (const [index, field] of search.fields.entries()) {
    chips.push({
      id: `field ${index}`,
      label: field.field,
      value: `${matchWords[field.match]} “${field.value}”`,
      without: narrowed(search, { fields: search.fields.filter((_, other) => other !== index) }),
    })
  }
  return chips
}

/** How one value of a filter is read: "pending" of the sold status is "Awaiting buyer". */
export function valueWords(name: FilterName, value: string): string {
  if (name === 'code') return isCode(value) ? codeWords[value] : value
  const words: Readonly<Record<string, string>> | undefined = isWorded(name) ? choices[name] : undefined
  return words?.[value] ?? value
}

function isWorded(name: FilterName): name is keyof typeof choices {
  return Object.hasOwn(choices, name)
}
