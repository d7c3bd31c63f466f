import { RenderStop } from '../delivery/renderFailure.ts'
import type { Scope } from '../delivery/scope.ts'
import type { FieldValue } from '../lead/facts.ts'
import type { FieldContext, Parsed } from '../lead/fields/parsed.ts'
import { refused } from '../lead/fields/parsed.ts'
import type { CompiledField } from './compileField.ts'
import type { compileValueMap } from './receive.ts'

/** What became of one field: nothing was sent, a good value, or a bad one. */
export interface FieldReading {
  readonly compiled: CompiledField
  readonly raw: unknown
  readonly parsed: Parsed | null
}

export interface Readings {
  /** In the campaign's order. */
  readonly all: readonly FieldReading[]
  readonly values: Record<string, FieldValue>
  /** Alpha-2 of the first valid country field; of the first valid phone. */
  readonly country: string | null
  readonly phoneCountry: string | null
}

type Sent = Readonly<Record<string, unknown>>
type ValueMaps = ReadonlyMap<string, ReturnType<typeof compileValueMap>>

/**
 * Reads all fields of a lead: countries first, because postcodes are read by the lead's own country; computed fields last, in
 * the campaign's order, because they look at the others.
 */
export function readFields(
  fields: readonly CompiledField[],
  sent: Sent,
  maps: ValueMaps | undefined,
  home: FieldContext,
  scopeOfValues: (values: Readonly<Record<string, FieldValue>>) => Scope,
): Readings {
  const values: Record<string, FieldValue> = {}
  const all: FieldReading[] = Array.from({ length: fields.length })
  let country: string | null = null
  let phoneCountry: string | null = null

  const read = (compiled: CompiledField, index: number, context: FieldContext): void => {
    const { field } = compiled
    const { raw, value } = compiled.compute
      ? computed(compiled.compute, scopeOfValues(values))
      : compiled.receive(sent, maps?.get(field.key))
    const parsed = raw instanceof RenderStop ? notComputed(raw) : parse(compiled, value, context)
    all[index] = { compiled, raw: raw instanceof RenderStop ? null : raw, parsed }
    if (!parsed?.ok) return
    values[field.key] = parsed.value
    if (field.type === 'country') country ??= String(parsed.value)
    if (field.type === 'phone') phoneCountry ??= parsed.country ?? null
  }

  for (const [index, compiled] of fields.entries()) {
    if (compiled.field.type === 'country' && !compiled.compute) read(compiled, index, home)
  }
  const local = country === null || country === home.country ? home : { ...home, country }
  for (const [index, compiled] of fields.entries()) {
    const { type } = compiled.field
    if (type !== 'country' && !compiled.compute) read(compiled, index, type === 'postcode' ? local : home)
  }
  for (const [index, compiled] of fields.entries()) if (compiled.compute) read(compiled, index, local)
  return { all, values, country, phoneCountry }
}

function parse(compiled: CompiledField, value: unknown, context: FieldContext): Parsed | null {
  if (value === undefined) return null
  const parsed = compiled.parse(value, context)
  // Text of nothing but invisible characters, a list of blanks.
  const empty = parsed.ok && (parsed.value === '' || (typeof parsed.value === 'object' && parsed.value.length === 0))
  return empty ? null : parsed
}

function computed(compute: (scope: Scope) => string, scope: Scope): { raw: unknown; value: unknown } {
  try {
    const text = compute(scope)
    return { raw: text, value: text.trim() === '' ? undefined : text }
  } catch (error) {
    if (error instanceof RenderStop) return { raw: error, value: undefined }
    throw error
  }
}

function notComputed(stop: RenderStop): Parsed {
  return refused('REJECT_LEAD_INVALID_FORMAT', `the value could not be computed: ${stop.message}`)
}
