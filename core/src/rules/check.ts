// Every mistake in a rule, with its place, before the rule is stored.

import type { FieldType } from '../setup/campaign.ts'
import type { Problem } from '../setup/problem.ts'
import { checkContradictions } from './checkContradictions.ts'
import { checkTest } from './checkTest.ts'
import type { Rule } from './rule.ts'
import type { RuleWorld } from './ruleWorld.ts'

const deepest = 10
const mostTests = 200
const groups = ['all', 'any', 'not'] as const

/**
 * Checks anything that claims to be a rule. `path` is where it stands, such as "filters[0].when"; `types` are the campaign's
 * fields and `lists` the allowed values of those with a picklist, both by field key. No problems means that compileRule takes
 * it. Rules are at most 10 levels deep and hold at most 200 tests.
 */
export function checkRule(
  rule: unknown,
  path: string,
  types: ReadonlyMap<string, FieldType>,
  lists: ReadonlyMap<string, readonly string[]> = new Map(),
): Problem[] {
  const tooLarge = sizeFault(rule, path)
  if (tooLarge) return [tooLarge]
  const world: RuleWorld = { types, lists }
  const problems = checkNode(rule, path, world)
  // Sound by now: every node was found to be a rule.
  return problems.length > 0 ? problems : checkContradictions(rule as Rule, path, world)
}

function checkNode(rule: unknown, path: string, world: RuleWorld): Problem[] {
  if (!isObject(rule)) return [invalid(path, 'A rule is { field, op, value }, { all }, { any } or { not }')]
  const group = groups.find((key) => key in rule)
  if (group === undefined) return checkTest(rule, path, world)
  const strays = Object.keys(rule).filter((key) => key !== group)
  if (strays.length > 0) return [invalid(path, `'${group}' stands alone; take out ${strays.join(', ')}`)]
  const members = rule[group]
  if (group === 'not') return checkNode(members, `${path}.not`, world)
  if (!Array.isArray(members)) return [invalid(`${path}.${group}`, `'${group}' holds a list of rules`)]
  if (group === 'any' && members.length === 0) {
    return [
      { path: `${path}.any`, code: 'impossible_rule', message: 'An empty "any" never holds; name at least one rule' },
    ]
  }
  return members.flatMap((member: unknown, index) => checkNode(member, `${path}.${group}[${index}]`, world))
}

/** Counts without recursion, so that a document of any depth is refused and not run into. */
function sizeFault(rule: unknown, path: string): Problem | null {
  const open: { node: unknown; depth: number }[] = [{ node: rule, depth: 1 }]
  let tests = 0
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, depth } = next
    if (depth > deepest) return { path, code: 'rule_too_deep', message: `A rule is at most ${deepest} levels deep` }
    const members = membersOf(node)
    if (members === null) tests += 1
    if (tests > mostTests) return { path, code: 'rule_too_large', message: `A rule holds at most ${mostTests} tests` }
    for (const member of members ?? []) open.push({ node: member, depth: depth + 1 })
  }
  return null
}

function membersOf(node: unknown): readonly unknown[] | null {
  if (!isObject(node)) return null
  const group = groups.find((key) => key in node)
  if (group === undefined) return null
  const members = node[group]
  return Array.isArray(members) ? members : [members]
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function invalid(path: string, message: string): Problem {
  return { path, code: 'invalid_rule', message }
}
