import type { Delivery } from '@switchyard/core/setup/delivery.ts'

/** Whether a delivery's request names the field in a template, or its rules look at it. */
export function sendsField({ request, rules }: Pick<Delivery, 'request' | 'rules'>, field: string): boolean {
  const name = new RegExp(`\\{[{%][^{}]*(?<![\\w-])${RegExp.escape(field)}(?![\\w-])`)
  return name.test(JSON.stringify(request) ?? '') || (JSON.stringify(rules) ?? '').includes(`"field":"${field}"`)
}
