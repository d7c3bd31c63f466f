import { assertNever } from '../assert.ts'
import type { Failure } from '../lead/disposition.ts'
import type { LeadFacts } from '../lead/facts.ts'
import { compileRule } from '../rules/compile.ts'
import type { FieldType, Filter } from '../setup/campaign.ts'
import { filterFailure } from './failure.ts'

export interface FilterVerdict {
  readonly failure: Failure | null
  readonly quarantine: string | null
}

const passed: FilterVerdict = { failure: null, quarantine: null }

/** A campaign's filters, top down; the first whose rule holds decides, an `accept` one by ending the search. */
export function compileFilters(
  filters: readonly Filter[],
  types: ReadonlyMap<string, FieldType>,
): (facts: LeadFacts) => FilterVerdict {
  const compiled = filters.map((filter, index) => ({
    filter,
    number: index + 1,
    rule: compileRule(filter.when, types),
  }))
  return (facts) => {
    const hit = compiled.find(({ rule }) => rule.test(facts))
    if (!hit) return passed
    const { filter, number, rule } = hit
    switch (filter.action) {
      case 'accept':
        return passed
      case 'reject': {
        const valueOf = (key: string): unknown => facts.values[key] ?? facts.raw[key]
        return { failure: filterFailure(filter, number, rule.explain(facts), valueOf), quarantine: null }
      }
      case 'quarantine':
        return { failure: null, quarantine: filter.reason.trim() || rule.explain(facts) }
      default:
        return assertNever(filter.action)
    }
  }
}
