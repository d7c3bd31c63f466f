import { humanise } from '../../format/humanise.ts'
import { valueText } from '../../format/value.ts'

export interface StoredValue {
  readonly key: string
  readonly label: string
  readonly value: string
}

/** A lead's values under the campaign's labels and in its order; those that it does not know follow. */
export function storedValues(
  fields: Readonly<Record<string, unknown>>,
  setup: readonly { readonly key: string; readonly label?: string | undefined }[],
): readonly StoredValue[] {
  const labels = new Map(setup.map((field) => [field.key, field.label]))
  const keys = new Set([...labels.keys(), ...Object.keys(fields)])
  return [...keys]
    .filter((key) => Object.hasOwn(fields, key))
    .map((key) => ({ key, label: labels.get(key) ?? humanise(key), value: valueText(fields[key]) }))
}
