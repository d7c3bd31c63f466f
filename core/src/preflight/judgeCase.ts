// What became of a made-up lead beside what was expected of it, in words.

import { assertNever } from '../assert.ts'
import type { FieldValues } from '../lead/facts.ts'
import type { Failure } from '../lead/disposition.ts'
import type { Considered } from '../routing/decision.ts'
import type { Expectation, PreflightCase, PreflightHop } from './preflightCase.ts'

/** How far a lead came. */
export interface PreflightOutcome {
  readonly failures: readonly Failure[]
  /** Why it was held; null when it was not. */
  readonly quarantine: string | null
  readonly values: FieldValues
  /** Null: it never came to the route. */
  readonly considered: readonly Considered[] | null
  /** Of each delivery that takes it: why its request cannot be made; null when it can. */
  readonly requests: readonly { readonly delivery: string; readonly fault: string | null }[]
}

export interface Judgement {
  readonly passed: boolean
  /** Where it went wrong; else where it was looked at. */
  readonly hop: PreflightHop
  readonly expected: string
  readonly got: string
  /** Null when it passed. */
  readonly reason: string | null
}

/** Pure. `expected` depends on the case alone. */
export function judgeCase(
  { expect, hop }: Pick<PreflightCase, 'expect' | 'hop'>,
  outcome: PreflightOutcome,
): Judgement {
  const expected = expectedWords(expect)
  const wrong = wrongWith(expect, outcome)
  if (wrong !== null)
    return { passed: false, hop: wrong.hop ?? hop, expected, got: gotWords(outcome), reason: wrong.reason }
  return { passed: true, hop, expected, got: gotWords(outcome), reason: null }
}

export function expectedWords(expect: Expectation): string {
  switch (expect.kind) {
    case 'accepted':
      return 'accepted, and every request can be made'
    case 'passes':
      return expect.value === undefined
        ? `nothing is wrong with ${expect.field}`
        : `${expect.field} becomes ${expect.value}`
    case 'refused':
      return `rejected for ${expect.field}`
    case 'caught':
      return expect.action === 'reject'
        ? `rejected by filter ${expect.filter}`
        : `held in quarantine by filter ${expect.filter}`
    case 'notCaught':
      return `not caught by filter ${expect.filter}`
    case 'suppressed':
      return `rejected by suppression list ${expect.list}`
    case 'duplicate':
      return 'rejected as a duplicate'
    case 'notDuplicate':
      return 'no duplicate'
    case 'offered':
      return `offered to ${expect.delivery}`
    case 'notOffered':
      return `not offered to ${expect.delivery}, by its ${expect.why === 'rule' ? 'rule' : 'hours'}`
    case 'held':
      return `held for ${expect.delivery} until it opens`
    default:
      return assertNever(expect)
  }
}

function gotWords({ failures, quarantine, considered }: PreflightOutcome): string {
  if (failures.length > 0) return `rejected: ${failures.map(({ message }) => message).join('; ')}`
  if (quarantine !== null) return `held in quarantine: ${quarantine}`
  const offered = (considered ?? []).filter(({ excluded }) => excluded === null)
  if (offered.length === 0) return 'accepted, offered to nobody'
  return `accepted, offered to ${offered.map(({ delivery, holdUntil }) => (holdUntil === null ? delivery : `${delivery} (held)`)).join(', ')}`
}

interface Wrong {
  readonly hop?: PreflightHop
  readonly reason: string
}

function wrongWith(expect: Expectation, outcome: PreflightOutcome): Wrong | null {
  const { failures, quarantine, values } = outcome
  switch (expect.kind) {
    case 'accepted': {
      const [first] = failures
      if (first) return { reason: first.message, hop: hopOf(first) }
      if (quarantine !== null) return { reason: `It is held in quarantine: ${quarantine}`, hop: 'filter' }
      return requestFault(outcome)
    }
    case 'passes': {
      const own = failures.find(
        ({ field, code }) =>
          field === expect.field && code !== 'REJECT_LEAD_FILTER' && code !== 'REJECT_LEAD_SUPPRESSED',
      )
      if (own) return { reason: own.message }
      const value = String(values[expect.field])
      if (expect.value !== undefined && value !== expect.value) return { reason: `${expect.field} became ${value}` }
      return requestFault(outcome)
    }
    case 'refused': {
      const own = failures.filter(({ field }) => field === expect.field)
      if (own.some(({ code }) => expect.codes.includes(code))) return null
      const [first] = own
      if (first) return { reason: `It was rejected, and for another reason: ${first.message}` }
      return { reason: `Nothing was found wrong with ${expect.field}` }
    }
    case 'caught': {
      const own = failures.some(({ rule, code }) => code === 'REJECT_LEAD_FILTER' && rule === `filter ${expect.filter}`)
      return (expect.action === 'reject' ? own : quarantine !== null)
        ? null
        : { reason: `Filter ${expect.filter} did not catch it` }
    }
    case 'notCaught': {
      const own = failures.find(({ rule, code }) => code === 'REJECT_LEAD_FILTER' && rule === `filter ${expect.filter}`)
      return own ? { reason: own.message } : null
    }
    case 'suppressed':
      return failures.some(({ code, list }) => code === 'REJECT_LEAD_SUPPRESSED' && list === expect.list)
        ? null
        : { reason: `List ${expect.list} was not looked at` }
    case 'duplicate':
      return failures.some(({ code }) => code === 'REJECT_LEAD_DUPLICATE')
        ? null
        : { reason: 'It was taken a second time' }
    case 'notDuplicate': {
      const own = failures.find(({ code }) => code === 'REJECT_LEAD_DUPLICATE')
      return own ? { reason: own.message } : null
    }
    case 'offered':
    case 'notOffered':
    case 'held':
      return wrongRoute(expect, outcome)
    default:
      return assertNever(expect)
  }
}

function wrongRoute(expect: Extract<Expectation, { delivery: string }>, outcome: PreflightOutcome): Wrong | null {
  const { failures, quarantine, considered } = outcome
  const [first] = failures
  if (first) return { reason: first.message, hop: hopOf(first) }
  if (quarantine !== null) return { reason: `It is held in quarantine: ${quarantine}`, hop: 'filter' }
  const line = considered?.find(({ delivery }) => delivery === expect.delivery)
  if (!line) return { reason: `Delivery ${expect.delivery} was not considered` }
  const { excluded, holdUntil, holdReason } = line
  switch (expect.kind) {
    case 'offered':
      if (excluded) return { reason: `Delivery ${expect.delivery}: ${excluded.words}` }
      if (holdUntil !== null)
        return { reason: `Delivery ${expect.delivery} is held until ${holdUntil}: ${holdReason ?? ''}` }
      return requestFault({
        ...outcome,
        requests: outcome.requests.filter(({ delivery }) => delivery === expect.delivery),
      })
    case 'notOffered':
      if (excluded?.why === expect.why) return null
      return {
        reason: excluded
          ? `Delivery ${expect.delivery}: ${excluded.words}`
          : `Delivery ${expect.delivery} was offered the lead`,
      }
    case 'held':
      if (excluded) return { reason: `Delivery ${expect.delivery}: ${excluded.words}` }
      return holdUntil === null ? { reason: `Delivery ${expect.delivery} was offered the lead at once` } : null
    default:
      return assertNever(expect)
  }
}

function requestFault({ requests }: PreflightOutcome): Wrong | null {
  const bad = requests.find(({ fault }) => fault !== null)
  return bad
    ? { reason: `The request of delivery ${bad.delivery} cannot be made: ${bad.fault ?? ''}`, hop: 'render' }
    : null
}

function hopOf({ code }: Failure): PreflightHop {
  switch (code) {
    case 'REJECT_LEAD_SUPPLIER_NOT_AUTHORISED':
    case 'REJECT_LEAD_CAMPAIGN_NOT_ACTIVE':
      return 'receive'
    case 'REJECT_LEAD_FILTER':
      return 'filter'
    case 'REJECT_LEAD_SUPPRESSED':
      return 'suppression'
    case 'REJECT_LEAD_DUPLICATE':
      return 'dedupe'
    default:
      return 'check'
  }
}
