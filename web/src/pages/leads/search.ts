// What the leads page shows, as its URL says it. Anything not understood becomes the default and is reported as a notice.

import { isCode } from './codeWords.ts'
import { isColumn } from './columns.ts'
import { formatFieldFilter, parseFieldFilter, type FieldFilter } from './fieldFilter.ts'
import { choiceFilters, choices, filterNames, keyFilters, type ChoiceFilter, type FilterName } from './filters.ts'
import { isRange } from './timeRange.ts'

export type Filters = Readonly<Partial<Record<FilterName, readonly string[]>>>

export interface LeadSearch {
  readonly q: string
  readonly filters: Filters
  readonly fields: readonly FieldFilter[]
  /** See timeRange.ts; null: all time. */
  readonly date: string | null
  readonly oldestFirst: boolean
  /** Keyset cursor of this page; null: the first page. */
  readonly cursor: string | null
  /** What the page is called; only the cursor decides what is on it. */
  readonly page: number
  /** The lead in the peek panel. */
  readonly peek: string | null
  /** From left to right; null: the reader's own, or the standard ones. */
  readonly columns: readonly string[] | null
  /** Key of the saved view that this began as; what it says is all in the URL as well. */
  readonly view: string | null
}

export interface ParsedSearch {
  readonly search: LeadSearch
  /** Sentences about what was not understood. */
  readonly notices: readonly string[]
}

/** As the router hands it over: repeated parameters are lists. */
export type RawSearch = Readonly<Record<string, string | readonly string[]>>

/** A longer one would make an address that servers and proxies do not take; the API itself ends at 12,000. */
export const longestQuery = 9000

export const emptySearch: LeadSearch = {
  q: '',
  filters: {},
  fields: [],
  date: null,
  oldestFirst: false,
  cursor: null,
  page: 1,
  peek: null,
  columns: null,
  view: null,
}

const shortNames: Readonly<Record<string, string>> = {
  c: 'campaign',
  cc: 'country',
  del: 'delivery',
  sup: 'supplier',
  act: 'activity',
  m: 'method',
  ds: 'deliveryStatus',
  err: 'code',
  t: 'date',
  f: 'field',
}

/** What is looked for and in which order, without where in it one is and how it is shown. */
export function questionOf(search: LeadSearch): LeadSearch {
  return { ...search, cursor: null, page: 1, peek: null, columns: null, view: null }
}

const keyFilterSet: ReadonlySet<string> = new Set(keyFilters)

export function parseSearch(raw: RawSearch): ParsedSearch {
  const notices: string[] = []
  const refuse = (name: string, value: string) => notices.push(`“${name}=${value}” was not understood and is left out.`)
  const given = new Map<string, readonly string[]>()
  for (const [name, value] of Object.entries(raw)) {
    const long = shortNames[name] ?? name
    given.set(long, [...(given.get(long) ?? []), ...(typeof value === 'string' ? [value] : value)])
  }
  const first = (name: string) => given.get(name)?.[0] ?? null

  const filters: Partial<Record<FilterName, readonly string[]>> = {}
  for (const name of filterNames) {
    const values = unique((given.get(name) ?? []).flatMap((value) => value.split(',')).filter((value) => value !== ''))
    const known = values.filter((value) => isKnown(name, value))
    for (const value of values) if (!known.includes(value)) refuse(name, value)
    const [only] = known
    if (only !== undefined) filters[name] = isSingle(name) ? [only] : known
  }

  const fields: FieldFilter[] = []
  for (const text of given.get('field') ?? []) {
    const filter = parseFieldFilter(text)
    if (filter) fields.push(filter)
    else refuse('field', text)
  }

  let date = first('date')
  if (date !== null && !isRange(date)) {
    refuse('date', date)
    date = null
  }
  const sort = first('sort')
  if (sort !== null && sort !== 'received' && sort !== '-received') refuse('sort', sort)
  const named = unique((given.get('cols') ?? []).flatMap((value) => value.split(',')).filter((name) => name !== ''))
  for (const name of named) if (!isColumn(name)) refuse('cols', name)
  const columns = named.filter(isColumn)
  let q = first('q') ?? ''
  if (q.length > longestQuery) {
    refuse('q', `${q.slice(0, 30)}…`)
    q = ''
  }
  const page = Number(first('page') ?? '1')
  return {
    search: {
      q,
      filters,
      fields,
      date,
      oldestFirst: sort === 'received',
      cursor: first('cursor'),
      page: Number.isSafeInteger(page) && page >= 1 ? page : 1,
      peek: first('lead'),
      columns: columns.length === 0 ? null : columns,
      view: first('view'),
    },
    notices,
  }
}

/** The shortest URL that says the same: defaults are left out. */
export function formatSearch(search: LeadSearch): RawSearch {
  const raw: Record<string, string | readonly string[]> = {}
  if (search.q !== '') raw['q'] = search.q
  for (const name of filterNames) {
    const values = search.filters[name]
    if (values && values.length > 0) raw[name] = values.join(',')
  }
  if (search.fields.length > 0) raw['field'] = search.fields.map(formatFieldFilter)
  if (search.date !== null) raw['date'] = search.date
  if (search.oldestFirst) raw['sort'] = 'received'
  if (search.cursor !== null) raw['cursor'] = search.cursor
  if (search.page > 1) raw['page'] = String(search.page)
  if (search.peek !== null) raw['lead'] = search.peek
  if (search.columns !== null) raw['cols'] = search.columns.join(',')
  if (search.view !== null) raw['view'] = search.view
  return raw
}

/** Changing what is looked for goes back to the first page: a cursor is only good for the search it came from. */
export function narrowed(search: LeadSearch, change: Partial<LeadSearch>): LeadSearch {
  return { ...search, ...change, cursor: null, page: 1 }
}

export function withFilter(search: LeadSearch, name: FilterName, values: readonly string[]): LeadSearch {
  const { [name]: _gone, ...others } = search.filters
  return narrowed(search, { filters: values.length > 0 ? { ...others, [name]: values } : others })
}

export function isFiltered(search: LeadSearch): boolean {
  return search.q !== '' || search.date !== null || search.fields.length > 0 || Object.keys(search.filters).length > 0
}

function isKnown(name: FilterName, value: string): boolean {
  if (name === 'job') return /^\d{1,18}$/.test(value)
  if (keyFilterSet.has(name)) return true
  if (name === 'code') return isCode(value)
  return isChoice(name) && Object.hasOwn(choices[name], value)
}

/** One of each pair, or one job: several would contradict each other. */
export function isSingle(name: FilterName): boolean {
  return name === 'test' || name === 'job'
}

function isChoice(name: FilterName): name is Exclude<ChoiceFilter, 'code'> {
  return name !== 'code' && (choiceFilters as readonly string[]).includes(name)
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)]
}
