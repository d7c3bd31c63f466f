// A filter on any field of the lead: `city=London`, `city~Lon` (contains), `city^Lon` (starts with) in the page's URL.

export type FieldMatch = 'is' | 'contains' | 'startsWith'

export interface FieldFilter {
  readonly field: string
  readonly match: FieldMatch
  readonly value: string
}

export const matchWords: Readonly<Record<FieldMatch, string>> = {
  is: 'is',
  contains: 'contains',
  startsWith: 'starts with',
}

const signs: Readonly<Record<FieldMatch, string>> = { is: '=', contains: '~', startsWith: '^' }

/** Null when the text has no field name, no sign or no value. */
export function parseFieldFilter(text: string): FieldFilter | null {
  const found = /^([A-Za-z_][A-Za-z0-9_.-]*)([=~^])([\s\S]+)$/.exec(text)
  if (!found) return null
  const [, field = '', sign = '', value = ''] = found
  const match = sign === '~' ? 'contains' : sign === '^' ? 'startsWith' : 'is'
  return { field, match, value }
}

export function formatFieldFilter(filter: FieldFilter): string {
  return `${filter.field}${signs[filter.match]}${filter.value}`
}

/** The API's own grammar: `x` is, `~x` contains, `x*` starts with. */
export function fieldParameter(filter: FieldFilter): string {
  if (filter.match === 'contains') return `~${filter.value}`
  if (filter.match === 'startsWith') return `${filter.value}*`
  return filter.value
}
