// A rule as functions of a lead: whether it holds, and which part decided that.

import type { LeadFacts } from '../lead/facts.ts'
import type { FieldType } from '../setup/campaign.ts'
import { compileTest } from './compileTest.ts'
import { leadWords } from './leadWords.ts'
import { readerOf } from './readValue.ts'
import type { Rule, RuleTest } from './rule.ts'
import { ruleWords, testWords } from './words.ts'

export interface CompiledRule {
  test(facts: LeadFacts): boolean
  /**
   * The part that made the rule fail, or hold, with the lead's own value: "rule vehicle_year >= 2010, lead: 1999". Parts that
   * decided together are joined by "; ".
   */
  explain(facts: LeadFacts): string
}

interface Node {
  readonly test: (facts: LeadFacts) => boolean
  readonly parts: (facts: LeadFacts) => readonly string[]
}

/**
 * Compiles a rule once for many leads. `types` are the campaign's fields by key. An empty `all` always holds, an empty `any`
 * never does. Throws for a pattern that does not compile; checkRule tells every mistake before a rule is stored.
 */
export function compileRule(rule: Rule, types: ReadonlyMap<string, FieldType>): CompiledRule {
  const root = compileNode(rule, types)
  return {
    test: root.test,
    explain: (facts) =>
      root
        .parts(facts)
        .map((part) => `rule ${part}`)
        .join('; '),
  }
}

function compileNode(rule: Rule, types: ReadonlyMap<string, FieldType>): Node {
  if ('all' in rule) return compileAll(rule.all, types)
  if ('any' in rule) return compileAny(rule.any, types)
  if ('not' in rule) return compileNot(rule.not, types)
  const test = compileTest(rule, types)
  const read = readerOf(rule.field, types)
  const words = testWords(rule)
  return { test, parts: (facts) => [`${words}, lead: ${leadWords(rule.field, read, facts)}`] }
}

function compileAll(rules: readonly Rule[], types: ReadonlyMap<string, FieldType>): Node {
  const nodes = rules.map((rule) => compileNode(rule, types))
  return {
    test: (facts) => nodes.every((node) => node.test(facts)),
    parts: (facts) => {
      const failing = nodes.find((node) => !node.test(facts))
      return failing ? failing.parts(facts) : partsOf(nodes, facts, 'always')
    },
  }
}

function compileAny(rules: readonly Rule[], types: ReadonlyMap<string, FieldType>): Node {
  const nodes = rules.map((rule) => compileNode(rule, types))
  return {
    test: (facts) => nodes.some((node) => node.test(facts)),
    parts: (facts) => {
      const holding = nodes.find((node) => node.test(facts))
      return holding ? holding.parts(facts) : partsOf(nodes, facts, 'never')
    },
  }
}

function compileNot(rule: Rule, types: ReadonlyMap<string, FieldType>): Node {
  const node = compileNode(rule, types)
  const words = `not (${ruleWords(rule)})`
  const leaves = new Map(leavesOf(rule).map(({ field }) => [field, readerOf(field, types)]))
  const lead = (facts: LeadFacts): string =>
    [...leaves]
      .map(([field, read]) => `${leaves.size > 1 ? `${field} ` : ''}${leadWords(field, read, facts)}`)
      .join(', ')
  return {
    test: (facts) => !node.test(facts),
    parts: (facts) => [leaves.size === 0 ? words : `${words}, lead: ${lead(facts)}`],
  }
}

function partsOf(nodes: readonly Node[], facts: LeadFacts, whenEmpty: string): readonly string[] {
  return nodes.length === 0 ? [whenEmpty] : nodes.flatMap((node) => node.parts(facts))
}

function leavesOf(rule: Rule): readonly RuleTest[] {
  if ('all' in rule) return rule.all.flatMap(leavesOf)
  if ('any' in rule) return rule.any.flatMap(leavesOf)
  return 'not' in rule ? leavesOf(rule.not) : [rule]
}
