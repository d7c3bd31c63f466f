// GET /v1/caps

import { listCaps } from '@switchyard/contract/caps/list.ts'
import type { OutputOf, QueryOf } from '@switchyard/contract/endpoint.ts'
import { assertNever } from '@switchyard/core/assert.ts'
import { isFull } from '@switchyard/core/caps/caps.ts'
import { capWords } from '@switchyard/core/caps/capWords.ts'
import { formatMoney } from '@switchyard/core/money/money.ts'

import { databaseNow } from '../db/clock.ts'
import type { Database } from '../db/database.ts'
import { Problem } from '../http/problem.ts'
import { handle, type Route } from '../http/route.ts'
import type { LiveSetup } from '../setup/live.ts'
import { accountCaps, type AccountCap, type CapSubject } from './accountCaps.ts'
import { compareCaps, hasDrifted, type Compared } from './drift.ts'
import { readCaps, type CapState } from './readCaps.ts'

type ShownCap = OutputOf<typeof listCaps>['caps'][number]

export function capRoutes(db: Database, live: LiveSetup): Route[] {
  return [
    handle(listCaps, async ({ caller, query }) => {
      const setup = await live.account(caller.accountId)
      const test = query.test === true
      const wanted = ({ subject }: AccountCap) => isWanted(subject, query)
      if (query.recompute === true) {
        if (caller.scope !== 'admin') throw new Problem(403, 'forbidden', 'Counting anew needs an admin')
        const compared = await compareCaps(db.engine, setup, wanted, [test])
        return { caps: compared.map(shownCompared) }
      }
      const now = databaseNow()
      const caps = accountCaps(setup, now, test).filter(wanted)
      const states = await db.asAccount(caller.accountId, (tx) => readCaps(tx, caps))
      return { caps: states.map((state) => shown(state, now)) }
    }),
  ]
}

function isWanted(subject: CapSubject, query: QueryOf<typeof listCaps>): boolean {
  const own: Partial<Record<'campaign' | 'supplier' | 'delivery' | 'buyer', string>> = subject
  return (
    (query.scope === undefined || query.scope === subject.kind) &&
    (['campaign', 'supplier', 'delivery', 'buyer'] as const).every(
      (part) => query[part] === undefined || query[part] === own[part],
    )
  )
}

function shown({ cap, snapshot, used, reserved, overCap }: CapState, now: Date): ShownCap {
  const { subject, slot } = cap
  const show = amountOf(slot.isMoney)
  const free = BigInt(slot.limit) - used - reserved
  return {
    scope: slot.scope,
    ...placeOf(subject),
    period: slot.period,
    hours: snapshot.hours ?? null,
    unit: slot.isMoney ? 'money' : 'count',
    limit: show(BigInt(slot.limit)),
    used: show(used),
    reserved: show(reserved),
    overCap: show(overCap),
    free: show(free > 0n ? free : 0n),
    full: isFull(snapshot),
    words: capWords(snapshot, now, slot.timezone),
    windowStart: slot.start.getTime() === 0 ? null : slot.start.toISOString(),
    resetsAt: snapshot.resetsAt,
    timezone: slot.timezone,
    whenFull: slot.whenFull,
  }
}

function shownCompared(compared: Compared): ShownCap {
  const { state, recount } = compared
  const show = amountOf(state.cap.slot.isMoney)
  return {
    ...shown(state, databaseNow()),
    recounted: recount && {
      used: show(recount.used),
      reserved: show(recount.reserved),
      overCap: show(recount.overCap),
    },
    drifted: hasDrifted(compared),
  }
}

function placeOf(subject: CapSubject): Pick<ShownCap, 'kind' | 'key' | 'campaign' | 'field' | 'value'> {
  switch (subject.kind) {
    case 'campaign': {
      const { kind, campaign, field, value } = subject
      return { kind, key: campaign, campaign, field, value }
    }
    case 'supplier':
      return { kind: subject.kind, key: subject.supplier, campaign: subject.campaign, field: null, value: null }
    case 'delivery':
      return { kind: subject.kind, key: subject.delivery, campaign: subject.campaign, field: null, value: null }
    case 'buyer':
      return { kind: subject.kind, key: subject.buyer, campaign: null, field: null, value: null }
    default:
      return assertNever(subject)
  }
}

function amountOf(isMoney: boolean): (units: bigint) => number | string {
  return (units) => (isMoney ? formatMoney(units) : Number(units))
}
