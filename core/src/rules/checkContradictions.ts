// Rules that can never hold, wherever in the tree they stand.

import type { Problem } from '../setup/problem.ts'
import { kindOf } from './fieldKind.ts'
import { contradiction } from './impossible.ts'
import type { Rule, RuleTest } from './rule.ts'
import type { RuleWorld } from './ruleWorld.ts'
import { testWords } from './words.ts'

/** One problem for each "all" whose own tests contradict each other. `rule` has no other mistakes. */
export function checkContradictions(rule: Rule, path: string, world: RuleWorld): Problem[] {
  if ('any' in rule) {
    return rule.any.flatMap((member, index) => checkContradictions(member, `${path}.any[${index}]`, world))
  }
  if ('not' in rule) return checkContradictions(rule.not, `${path}.not`, world)
  if (!('all' in rule)) return []
  const own = contradictionsOf(testsOf(rule), path, world)
  const inner = rule.all.flatMap((member, index) => checkContradictions(member, `${path}.all[${index}]`, world))
  // What contradicts itself further in is told there, where it can be mended.
  return inner.length > 0 ? inner : own
}

function contradictionsOf(tests: readonly RuleTest[], path: string, { types }: RuleWorld): Problem[] {
  const byField = Map.groupBy(tests, (test) => test.field)
  return [...byField].flatMap(([field, together]) => {
    const kind = kindOf(field, types)
    if (kind === null) return []
    const whole = field === '@age' || types.get(field) === 'integer'
    const clash = contradiction(together, kind, whole)
    if (!clash) return []
    const message = `No lead can pass ${clash.map(testWords).join(' and ')}`
    return [{ path, code: 'impossible_rule', message }]
  })
}

/** The tests that must all hold: nested "all" counts, and "not" of a test whose opposite is a test. */
function testsOf(rule: Rule): readonly RuleTest[] {
  if ('all' in rule) return rule.all.flatMap(testsOf)
  if ('any' in rule) return rule.any.length === 1 ? rule.any.flatMap(testsOf) : []
  if (!('not' in rule)) return [rule]
  const opposite = 'op' in rule.not ? opposites[rule.not.op] : undefined
  return 'op' in rule.not && opposite ? [{ ...rule.not, op: opposite }] : []
}

// A lead without a value passes neither "x > 5" nor "x <= 5", so those are no opposites.
const opposites: Readonly<Partial<Record<RuleTest['op'], RuleTest['op']>>> = {
  is: 'isNot',
  isNot: 'is',
  in: 'notIn',
  notIn: 'in',
  contains: 'notContains',
  notContains: 'contains',
  present: 'blank',
  blank: 'present',
}
