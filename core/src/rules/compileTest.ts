import { assertNever } from '../assert.ts'
import type { LeadFacts } from '../lead/facts.ts'
import type { FieldType } from '../setup/campaign.ts'
import { kindOf } from './fieldKind.ts'
import { matcherOf, type PositiveOp } from './matcher.ts'
import { checkedOn, readerOf } from './readValue.ts'
import type { RuleTest } from './rule.ts'

/**
 * One leaf of a rule as a function of the lead. A lead without a value for the field passes only isNot, notIn, notContains,
 * blank and (when it sent something that is no value of that type) present and invalid. Of a field with several values one
 * that fits is enough. A field that the campaign does not have is compared as text. Throws for a bad pattern.
 */
export function compileTest(test: RuleTest, types: ReadonlyMap<string, FieldType>): (facts: LeadFacts) => boolean {
  const { field, op } = test
  const read = readerOf(field, types)
  const isInvalid = (facts: LeadFacts): boolean => facts.invalid.includes(field)
  const isPresent = (facts: LeadFacts): boolean => read(facts) !== undefined || isInvalid(facts)

  function holds(positive: PositiveOp): (facts: LeadFacts) => boolean {
    const matches = matcherOf(positive, test, kindOf(field, types) ?? 'text')
    return (facts) => {
      const value = read(facts)
      if (value === undefined) return false
      const today = (): string => checkedOn(facts)
      return typeof value === 'object' ? value.some((one) => matches(one, today)) : matches(value, today)
    }
  }

  switch (op) {
    case 'present':
      return isPresent
    case 'blank':
      return not(isPresent)
    case 'valid':
      return (facts) => read(facts) !== undefined && !isInvalid(facts)
    case 'invalid':
      return isInvalid
    case 'isNot':
      return not(holds('is'))
    case 'notIn':
      return not(holds('in'))
    case 'notContains':
      return not(holds('contains'))
    case 'is':
    case 'in':
    case 'contains':
    case 'startsWith':
    case 'endsWith':
    case 'matches':
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
    case 'between':
    case 'before':
    case 'after':
    case 'withinDays':
    case 'olderThanDays':
      return holds(op)
    default:
      return assertNever(op)
  }
}

function not(holds: (facts: LeadFacts) => boolean): (facts: LeadFacts) => boolean {
  return (facts) => !holds(facts)
}
