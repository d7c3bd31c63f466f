import type { FieldValues } from '../lead/facts.ts'
import type { Field, FieldType } from '../setup/campaign.ts'

export interface Person {
  readonly email: string | null
  readonly phone: string | null
  readonly name: string | null
}

/** Who the lead is: its first valid email and phone, and first and last name, else a text field called "name". */
export function compilePerson(fields: readonly Field[]): (values: FieldValues, invalid: readonly string[]) => Person {
  const keysOf = (type: FieldType): readonly string[] =>
    fields.filter((field) => field.type === type).map(({ key }) => key)
  const emails = keysOf('email')
  const phones = keysOf('phone')
  const names = [keysOf('firstName'), keysOf('lastName')]
  const wholeNames = keysOf('text').filter((key) => /^(?:full|contact)?[ _-]?name$/i.test(key))
  return (values, invalid) => {
    const first = (keys: readonly string[]): string | null => {
      const key = keys.find((candidate) => values[candidate] !== undefined && !invalid.includes(candidate))
      return key === undefined ? null : String(values[key])
    }
    const named = names.map(first).filter((name) => name !== null)
    return { email: first(emails), phone: first(phones), name: named.length > 0 ? named.join(' ') : first(wholeNames) }
  }
}
