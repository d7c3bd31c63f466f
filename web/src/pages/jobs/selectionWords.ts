// Which leads a job is about, in words: "100 leads at random (seed 7) out of: Campaign auto-warranty · Sold status Unsold".

import { countOf, formatCount } from '../../format/count.ts'
import { shortTime } from '../../format/time.ts'
import { filterLabels, filterNames } from '../leads/filters.ts'
import { valueWords } from '../leads/chips.ts'

/** So that every time is told with its year. */
const longAgo = new Date(0)

const orders: Readonly<Record<string, string>> = { newest: 'most recent', oldest: 'oldest' }

/** `selection` as the job tells it; `zone` is the reader's. */
export function selectionWords(selection: unknown, zone: string): string {
  if (!isRecord(selection)) return ''
  const { ids, more, query, take } = selection
  if (Array.isArray(ids)) {
    return `${countOf(ids.length + (typeof more === 'number' ? more : 0), 'lead', 'leads')} chosen by hand`
  }
  const search = isRecord(query) ? searchWords(query, zone) : []
  const of = search.length === 0 ? 'all leads' : `the search ${search.join(' · ')}`
  return isRecord(take) ? `${takeWords(take)} of ${of}` : search.length === 0 ? 'All leads' : `All results of ${of}`
}

function takeWords({ count, order, seed }: Readonly<Record<string, unknown>>): string {
  const number = typeof count === 'number' ? count : 0
  if (order === 'random') {
    const drawn = typeof seed === 'number' ? ` (seed ${seed})` : ''
    return `${formatCount(number)} chosen at random${drawn} out`
  }
  return `The ${formatCount(number)} ${(typeof order === 'string' ? orders[order] : undefined) ?? ''}`
}

function searchWords(query: Readonly<Record<string, unknown>>, zone: string): readonly string[] {
  const words: string[] = []
  const text = (name: string) => (typeof query[name] === 'string' ? query[name] : null)
  const sought = text('q')
  if (sought !== null) words.push(`“${sought}”`)
  for (const name of filterNames) {
    const values = text(name)
    if (values === null) continue
    const each = values.split(',').map((value) => valueWords(name, value))
    words.push(`${filterLabels[name]} ${each.join(', ')}`)
  }
  if (isRecord(query['fields'])) {
    for (const [field, match] of Object.entries(query['fields'])) words.push(`${field} ${String(match)}`)
  }
  const from = text('from')
  const to = text('to')
  if (from !== null) words.push(`received from ${shortTime(from, zone, longAgo)}`)
  if (to !== null) words.push(`received before ${shortTime(to, zone, longAgo)}`)
  return words
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
