// Which column of a file becomes what: as a person said, as a download names it, as it was the last time, by its heading, or by what
// its values look like. Pure.

import type { FieldType } from '../setup/campaign.ts'
import { ignoredHeadings, plainHeading, platformTargets } from './target.ts'

export interface ColumnSample {
  readonly name: string
  /** Some of its values that are not empty. */
  readonly samples: readonly string[]
}

export interface MatchedColumn extends ColumnSample {
  /** Null: left out. */
  readonly target: string | null
  readonly by: 'asked' | 'platform' | 'heading' | 'remembered' | 'values' | null
}

export interface FieldToFill {
  readonly key: string
  readonly label?: string | undefined
  readonly type: FieldType
  readonly aliases?: readonly string[] | undefined
}

export interface Matching {
  readonly purpose: 'leads' | 'resolve' | 'returns' | 'suppression'
  /** Of the campaign, in its order. */
  readonly fields: readonly FieldToFill[]
  /** By heading: what a person said; null leaves the column out. */
  readonly asked: Readonly<Record<string, string | null>>
  /** By heading in small letters: what it was taken for when such a file was run before. */
  readonly remembered: Readonly<Record<string, string | null>>
}

export interface MappingProblem {
  /** The heading as it was named. */
  readonly column: string
  readonly code: 'unknown_column' | 'unknown_target' | 'used_twice'
  readonly message: string
}

export interface Matched {
  readonly columns: readonly MatchedColumn[]
  /** Of what was asked for; empty when all of it could be done. */
  readonly problems: readonly MappingProblem[]
}

const specials = [
  '@leadId',
  '@revision',
  '@supplier',
  '@source',
  '@externalId',
  '@consent.email',
  '@consent.sms',
  '@reason',
  '@buyer',
  '@entry',
]

/** Other words for what fields hold, each compared without case, spaces and punctuation. */
const usualWords: Readonly<Partial<Record<FieldType, readonly string[]>>> = {
  email: ['email', 'mail', 'emailaddress', 'mailaddress'],
  phone: ['phone', 'telephone', 'tel', 'mobile', 'mobilephone', 'phonenumber', 'telephonenumber', 'cell', 'cellphone'],
  firstName: ['firstname', 'forename', 'givenname', 'first', 'vorname', 'prenom'],
  lastName: ['lastname', 'surname', 'familyname', 'last', 'nachname', 'nom'],
  postcode: ['postcode', 'postalcode', 'zip', 'zipcode', 'plz'],
  dateOfBirth: ['dateofbirth', 'dob', 'birthdate', 'birthday', 'geburtsdatum'],
  ip: ['ip', 'ipaddress'],
}

/**
 * Each target is given once, to the first column that has the best claim to it.
 * @returns one entry for each column, in order, and what could not be done of what was asked for
 */
export function matchColumns(columns: readonly ColumnSample[], matching: Matching): Matched {
  const problems: MappingProblem[] = []
  const found = new Map<string, Pick<MatchedColumn, 'target' | 'by'>>()
  const taken = new Set<string>()

  function give(column: string, target: string | null, by: NonNullable<MatchedColumn['by']>): boolean {
    if (found.has(column) || (target !== null && taken.has(target))) return false
    found.set(column, { target, by })
    if (target !== null) taken.add(target)
    return true
  }

  for (const [name, wish] of Object.entries(matching.asked)) {
    const column = columnNamed(columns, name)
    if (column === null) {
      const message = `The file has no column "${name}". It has: ${columns.map((one) => one.name).join(', ')}`
      problems.push({ column: name, code: 'unknown_column', message })
      continue
    }
    const target = wish === null || wish === '' ? null : targetNamed(wish, matching)
    if (target === undefined) {
      const known = [...matching.fields.map(({ key }) => key), ...specials].join(', ')
      const message = `"${wish ?? ''}" is no field of the campaign. Known here: ${known}`
      problems.push({ column: name, code: 'unknown_target', message })
    } else if (!give(column, target, 'asked')) {
      problems.push({ column: name, code: 'used_twice', message: `Another column holds ${target ?? 'it'} already` })
    }
  }
  const keys = new Set(matching.fields.map(({ key }) => key))
  for (const { name } of columns) if (keys.has(name)) give(name, name, 'heading')
  for (const { name } of columns) {
    const own = Object.keys(platformTargets).find((heading) => plainHeading(heading) === plainHeading(name))
    const target = own === undefined ? undefined : platformTargets[own]
    if (target !== undefined) give(name, target, 'platform')
    else if (ignoredHeadings.includes(name)) give(name, null, 'platform')
  }
  for (const { name } of columns) {
    const before = matching.remembered[name.toLowerCase()]
    const target = before === undefined || before === null ? before : targetNamed(before, matching)
    if (target !== undefined) give(name, target, 'remembered')
  }
  for (const { name } of columns) {
    const target = byHeading(name, matching, taken)
    if (target !== null) give(name, target, 'heading')
  }
  for (const { name, samples } of columns) {
    const target = byValues(samples, matching, taken)
    if (target !== null) give(name, target, 'values')
  }
  return {
    problems,
    columns: columns.map((column) => ({ ...column, ...(found.get(column.name) ?? { target: null, by: null }) })),
  }
}

function columnNamed(columns: readonly ColumnSample[], name: string): string | null {
  const exact = columns.find((column) => column.name === name.trim())
  const close = columns.find((column) => plainHeading(column.name) === plainHeading(name))
  return (exact ?? close)?.name ?? null
}

/** Undefined: there is no such thing. */
function targetNamed(wish: string, { fields }: Matching): string | undefined {
  const field = fields.find(({ key }) => key === wish)
  if (field) return field.key
  const special = specials.find((word) => word.toLowerCase() === wish.toLowerCase())
  if (special !== undefined) return special
  return platformTargets[wish]
}

function byHeading(name: string, { fields, purpose }: Matching, taken: ReadonlySet<string>): string | null {
  const plain = plainHeading(name)
  if (plain === '') return null
  const free = fields.filter(({ key }) => !taken.has(key))
  const field =
    free.find(({ key }) => plainHeading(key) === plain) ??
    free.find(({ label }) => label !== undefined && plainHeading(label) === plain) ??
    free.find(({ aliases = [] }) => aliases.some((alias) => plainHeading(alias) === plain)) ??
    free.find(({ type }) => usualWords[type]?.includes(plain) === true)
  if (field) return field.key
  if (plain === 'sid') return '@supplier'
  if (purpose === 'returns' && (plain === 'reason' || plain === 'returnreason')) return '@reason'
  if (purpose === 'returns' && (plain === 'buyer' || plain === 'bid')) return '@buyer'
  if (purpose === 'suppression' && ['entry', 'value', 'email', 'phone', 'mail', 'telephone'].includes(plain))
    return '@entry'
  return null
}

const shapes: readonly { readonly type: FieldType; readonly pattern: RegExp }[] = [
  { type: 'email', pattern: /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i },
  { type: 'phone', pattern: /^\+?\d[\d ().-]{7,17}\d$/ },
  { type: 'url', pattern: /^https?:\/\/\S+$/i },
  { type: 'ip', pattern: /^\d{1,3}(?:\.\d{1,3}){3}$/ },
]

/** Only where the campaign has one field of that type to be filled, and all values look like it. */
function byValues(
  samples: readonly string[],
  { fields, purpose }: Matching,
  taken: ReadonlySet<string>,
): string | null {
  if (samples.length === 0) return null
  if (purpose === 'suppression') return taken.has('@entry') ? null : '@entry'
  for (const { type, pattern } of shapes) {
    if (!samples.every((sample) => pattern.test(sample.trim()))) continue
    const free = fields.filter((field) => field.type === type && !taken.has(field.key))
    const [only] = free
    return only && free.length === 1 ? only.key : null
  }
  return null
}
