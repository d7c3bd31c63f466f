// The condition language. Its mistakes are found and worded by the server, which knows the campaign's fields; here only the
// outermost shape is looked at.

import { z } from 'zod'

export const ops = [
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
export type RuleOp = (typeof ops)[number]

export type Rule =
  | { field: string; op: RuleOp; value?: string | number | boolean | null | (string | number)[] | undefined }
  | { all: Rule[] }
  | { any: Rule[] }
  | { not: Rule }

const self = { $ref: '#/components/schemas/Rule' }
const operand = { anyOf: [{ type: 'string' }, { type: 'number' }] }

export const rule = z
  .custom<Rule>(isRuleShaped, {
    error: 'A rule is { field, op, value }, { all: [] }, { any: [] } or { not: {} }',
    params: { code: 'invalid_rule' },
  })
  .meta({
    id: 'Rule',
    description:
      'A test of a field or pseudo-field (`@supplier`, `@source`, `@method`, `@country`, `@age`, `@receivedTime`, ' +
      '`@receivedWeekday`, `@test`, `@consent.email`, `@consent.sms`), or tests put together. Text compares without case.',
    oneOf: [
      {
        type: 'object',
        properties: {
          field: { type: 'string' },
          op: { type: 'string', enum: [...ops] },
          value: {
            anyOf: [...operand.anyOf, { type: 'boolean' }, { type: 'null' }, { type: 'array', items: operand }],
          },
        },
        required: ['field', 'op'],
        additionalProperties: false,
      },
      ...(['all', 'any'] as const).map((word) => ({
        type: 'object',
        properties: { [word]: { type: 'array', items: self } },
        required: [word],
        additionalProperties: false,
      })),
      { type: 'object', properties: { not: self }, required: ['not'], additionalProperties: false },
    ],
  })

function isRuleShaped(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  return ['field', 'all', 'any', 'not'].some((key) => Object.hasOwn(value, key))
}
