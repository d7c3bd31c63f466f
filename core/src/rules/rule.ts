// The condition language of filters, delivery rules and prices, as it is written in set-up documents.

export const ruleOps = [
  'is',
  'isNot',
  'in',
  'notIn',
  'contains',
  'notContains',
  'startsWith',
  'endsWith',
  'matches',
  'gt',
  'gte',
  'lt',
  'lte',
  'between',
  'before',
  'after',
  'withinDays',
  'olderThanDays',
  'present',
  'blank',
  'valid',
  'invalid',
] as const
export type RuleOp = (typeof ruleOps)[number]

export type RuleOperand = string | number | boolean | null | readonly (string | number)[]

/** A leaf names a field key or a pseudo-field (@supplier @source @method @country @age @receivedTime …). */
export interface RuleTest {
  readonly field: string
  readonly op: RuleOp
  readonly value?: RuleOperand | undefined
}

export type Rule =
  RuleTest | { readonly all: readonly Rule[] } | { readonly any: readonly Rule[] } | { readonly not: Rule }

export const pseudoFields = [
  '@supplier',
  '@source',
  '@method',
  '@country',
  '@age',
  '@receivedTime',
  '@receivedWeekday',
  '@test',
  '@consent.email',
  '@consent.sms',
] as const
export type PseudoField = (typeof pseudoFields)[number]
