// Which refusals have one cause.

import { hash } from 'node:crypto'

import type { RefusalAbout } from './refusal.ts'
import { answerSignature, shapeOf, valueSignature } from './signature.ts'

type Check = Extract<RefusalAbout, { kind: 'check' }>

/**
 * Equal for refusals of one cause: campaign, code and field, and what tells the causes of this code apart. Values that every person
 * has their own of (emails, phones, dates of birth) count by what is wrong with them and not one by one.
 */
export function causeKey(about: RefusalAbout): string {
  const { campaign } = about
  const parts =
    about.kind === 'check'
      ? [about.code, about.field, ...tellingParts(about)]
      : [about.delivery, answerSignature(about.answer ?? '')]
  return JSON.stringify([about.kind, campaign, ...parts])
}

/** Stable: the same cause has the same id on every server and after every restart. The first letter is the kind's. */
export function causeId(kind: RefusalAbout['kind'], key: string): string {
  return `${kind === 'check' ? 'c' : 'd'}${hash('sha256', key).slice(0, 24)}`
}

function tellingParts({ code, value, rule, list, message }: Check): readonly (string | null)[] {
  switch (code) {
    case 'REJECT_LEAD_INVALID_LIST_VALUE':
    case 'REJECT_LEAD_DISALLOWED_LIST_VALUE':
    case 'REJECT_LEAD_INVALID_FORMAT':
    case 'REJECT_LEAD_SUPPLIER_NOT_AUTHORISED':
    case 'REJECT_LEAD_OUTSIDE_CHECK':
      return [value === null ? null : valueSignature(value)]
    // A sign or a decimal point makes it another number.
    case 'REJECT_LEAD_INVALID_NUMBER':
      return [value === null ? null : value.trim().toLowerCase()]
    case 'REJECT_LEAD_INVALID_DATE':
      return [rule, value === null ? null : shapeOf(value)]
    case 'REJECT_LEAD_INVALID_EMAIL':
      return [domainOf(value)]
    case 'REJECT_LEAD_INVALID_PHONE':
    case 'REJECT_LEAD_DUPLICATE':
    case 'REJECT_LEAD_CAMPAIGN_NOT_ACTIVE':
      return [rule]
    // The operator's own sentence; the filter's number changes when another is put before it.
    case 'REJECT_LEAD_FILTER':
      return [valueSignature(message)]
    case 'REJECT_LEAD_SUPPRESSED':
      return [list]
    // "campaign cap day 100 of 100": the counts are not the cause.
    case 'REJECT_LEAD_OVER_CAP':
      return [rule === null ? null : rule.replace(/\d+(?:[.,]\d+)*/g, '#')]
    default:
      return []
  }
}

/** "gamil.com" of "ann@gamil.com"; null where no @ stands in it: what is no address at all has that in common. */
export function domainOf(value: string | null): string | null {
  const at = value?.lastIndexOf('@') ?? -1
  if (value === null || at < 0) return null
  return value
    .slice(at + 1)
    .trim()
    .toLowerCase()
}
