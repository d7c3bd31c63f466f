// Which column of a file becomes what of a lead. Pure.

export interface ColumnWishes {
  /** "Column=field"; "Column=" leaves the column out. */
  readonly map: readonly string[]
  readonly supplierColumn: string | null
  readonly sourceColumn: string | null
  readonly externalIdColumn: string | null
  readonly consentEmailColumn: string | null
  readonly consentSmsColumn: string | null
}

/** What is known of a field of the campaign. */
export interface KnownField {
  readonly key: string
  readonly label: string | null
}

export interface ColumnPlan {
  readonly fields: readonly { readonly index: number; readonly column: string; readonly field: string }[]
  readonly supplier: number | null
  readonly source: number | null
  readonly externalId: number | null
  readonly consentEmail: number | null
  readonly consentSms: number | null
  /** Columns that the campaign has no field for; their values are kept with the lead under these names. */
  readonly extra: readonly string[]
}

export type ColumnPlanning =
  | { readonly kind: 'planned'; readonly plan: ColumnPlan }
  | { readonly kind: 'refused'; readonly problems: readonly string[] }

/**
 * A column goes to the field that --map says, else to the field whose key or label is the column's name (without case,
 * spaces and punctuation), else under its own name in snake case, where the server keeps it as an extra value. Columns that
 * became supplier, source, id or consent are no fields too, unless they are mapped or the campaign has such a field.
 * `known` is null for a key that may not read the campaign.
 */
export function planColumns(
  header: readonly string[],
  known: readonly KnownField[] | null,
  wishes: ColumnWishes,
): ColumnPlanning {
  const names = header.map((name) => name.trim())
  const problems = repeated(names).map((name) => `The column "${name}" appears more than once.`)
  const find = (option: string, name: string | null): number | null => {
    if (name === null) return null
    const index = names.indexOf(name.trim())
    if (index === -1) problems.push(`${option} "${name}": the file has no such column. It has: ${names.join(', ')}.`)
    return index === -1 ? null : index
  }
  const special = {
    supplier: find('--supplier-column', wishes.supplierColumn),
    source: find('--source-column', wishes.sourceColumn),
    externalId: find('--external-id-column', wishes.externalIdColumn),
    consentEmail: find('--consent-email-column', wishes.consentEmailColumn),
    consentSms: find('--consent-sms-column', wishes.consentSmsColumn),
  }
  const wanted = new Map<number, string>()
  for (const pair of wishes.map) {
    const [column, field] = splitPair(pair)
    if (field === null) problems.push(`--map "${pair}" must look like "Column=field" (or "Column=" to leave it out).`)
    const index = field === null ? null : find('--map', column)
    if (index !== null && field !== null) wanted.set(index, field)
  }
  const fields: { index: number; column: string; field: string }[] = []
  const extra: string[] = []
  const taken = new Set(Object.values(special))
  names.forEach((column, index) => {
    const own = knownField(column, known ?? [])
    const field = wanted.get(index) ?? own ?? (taken.has(index) ? '' : snakeCase(column))
    if (field === '') return
    fields.push({ index, column, field })
    if (own === null && !wanted.has(index)) extra.push(field)
  })
  for (const { index, field, column } of fields) {
    if (known !== null && wanted.has(index) && !known.some(({ key }) => key === field)) {
      problems.push(
        `--map "${column}=${field}": the campaign has no field "${field}". It has: ${known.map(({ key }) => key).join(', ')}.`,
      )
    }
  }
  for (const field of repeated(fields.map((entry) => entry.field)))
    problems.push(`Two columns would fill the field "${field}". Use --map to choose.`)
  if (fields.length === 0) problems.push('No column has a name. Use --map "Column=field".')
  return problems.length > 0 ? { kind: 'refused', problems } : { kind: 'planned', plan: { fields, ...special, extra } }
}

function splitPair(pair: string): [string, string | null] {
  // From the right: a column may have an equals sign in its name, a field may not.
  const at = pair.lastIndexOf('=')
  return at <= 0 ? [pair, null] : [pair.slice(0, at), pair.slice(at + 1).trim()]
}

function knownField(column: string, known: readonly KnownField[]): string | null {
  const name = plain(column)
  if (name === '') return null
  const found =
    known.find(({ key }) => plain(key) === name) ?? known.find(({ label }) => label !== null && plain(label) === name)
  return found?.key ?? null
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '')
}

function snakeCase(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
}

function repeated(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => value !== '' && values.indexOf(value) !== index))]
}
