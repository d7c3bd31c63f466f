// What a lead has under the name that a rule uses.

import { assertNever } from '../assert.ts'
import type { FieldValue, LeadFacts } from '../lead/facts.ts'
import type { FieldType } from '../setup/campaign.ts'
import { clockWords, localTime } from '../time/localTime.ts'
import { ageOn } from './calendar.ts'
import { pseudoFieldOf } from './fieldKind.ts'
import type { PseudoField } from './rule.ts'

export type ValueReader = (facts: LeadFacts) => FieldValue | undefined

/** Reads a field or pseudo-field; undefined when the lead has none, or only an empty text or list. */
export function readerOf(field: string, types: ReadonlyMap<string, FieldType>): ValueReader {
  const pseudo = pseudoFieldOf(field, types)
  if (pseudo === null) return (facts) => valueOf(facts, field)
  const dateOfBirth = [...types].find(([, type]) => type === 'dateOfBirth')?.[0] ?? null
  return (facts) => readPseudo(pseudo, facts, dateOfBirth)
}

function readPseudo(field: PseudoField, facts: LeadFacts, dateOfBirth: string | null): FieldValue | undefined {
  switch (field) {
    case '@supplier':
      return facts.supplier ?? undefined
    case '@source':
      return facts.source ?? undefined
    case '@method':
      return facts.method
    case '@country':
      return facts.country ?? undefined
    case '@age': {
      const birth = dateOfBirth === null ? undefined : valueOf(facts, dateOfBirth)
      return typeof birth === 'string' ? ageOn(birth, checkedOn(facts)) : undefined
    }
    case '@receivedTime':
      return clockWords(localTime(facts.receivedAt, facts.timezone).minute)
    case '@receivedWeekday':
      return localTime(facts.receivedAt, facts.timezone).weekday
    case '@test':
      return facts.test
    case '@consent.email':
      return facts.consent.email
    case '@consent.sms':
      return facts.consent.sms
    default:
      return assertNever(field)
  }
}

/** The local date, in the campaign's zone, on which the lead is looked at: when it came in, unless it is checked again later. */
export function checkedOn(facts: Pick<LeadFacts, 'receivedAt' | 'checkedAt' | 'timezone'>): string {
  return localTime(facts.checkedAt ?? facts.receivedAt, facts.timezone).date
}

function valueOf(facts: LeadFacts, field: string): FieldValue | undefined {
  // A field may be called "constructor".
  const value = Object.hasOwn(facts.values, field) ? facts.values[field] : undefined
  if (value === '' || (typeof value === 'object' && value.length === 0)) return undefined
  return value
}
