// How the values of a field are compared.

import { assertNever } from '../assert.ts'
import type { FieldType } from '../setup/campaign.ts'
import { pseudoFields, type PseudoField } from './rule.ts'

export type FieldKind =
  'text' | 'number' | 'money' | 'date' | 'phone' | 'postcode' | 'boolean' | 'consent' | 'list' | 'time' | 'weekday'

/** The kind of a campaign's field or of a pseudo-field; null for a name that is neither. */
export function kindOf(field: string, types: ReadonlyMap<string, FieldType>): FieldKind | null {
  const pseudo = pseudoFieldOf(field, types)
  if (pseudo !== null) return pseudoKinds[pseudo]
  const type = types.get(field)
  return type === undefined ? null : kindOfType(type)
}

/** `country` means the lead's country, wherever it is known from, in a campaign that has no field of that name. */
export function pseudoFieldOf(field: string, types: ReadonlyMap<string, FieldType>): PseudoField | null {
  if (field === 'country' && !types.has(field)) return '@country'
  return pseudoFields.find((known) => known === field) ?? null
}

const pseudoKinds: Readonly<Record<PseudoField, FieldKind>> = {
  '@supplier': 'text',
  '@source': 'text',
  '@method': 'text',
  '@country': 'text',
  '@age': 'number',
  '@receivedTime': 'time',
  '@receivedWeekday': 'weekday',
  '@test': 'boolean',
  '@consent.email': 'consent',
  '@consent.sms': 'consent',
}

function kindOfType(type: FieldType): FieldKind {
  switch (type) {
    case 'text':
    case 'longText':
    case 'firstName':
    case 'lastName':
    case 'email':
    case 'country':
    case 'url':
    case 'ip':
    case 'picklist':
    case 'hidden':
      return 'text'
    case 'phone':
    case 'postcode':
    case 'money':
    case 'boolean':
    case 'consent':
      return type
    case 'date':
    case 'dateOfBirth':
      return 'date'
    case 'number':
    case 'integer':
      return 'number'
    case 'picklistAny':
    case 'picklistAll':
      return 'list'
    default:
      return assertNever(type)
  }
}
