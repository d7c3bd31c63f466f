// Finds what is wrong with caps beyond their shape: parts that contradict each other, and amounts that nothing is booked for.

import { parseMoney } from '../money/money.ts'
import type { Cap, CapLimit } from '../setup/caps.ts'
import type { Problem } from '../setup/problem.ts'
import { weekdays } from '../time/localTime.ts'

export interface CapOwner {
  /** At intake a full cap rejects; only an offer to a buyer can wait. */
  readonly canHold: boolean
  /** Why a money cap would count nothing here, in words; null when amounts are booked. */
  readonly noMoney: string | null
}

/** Limits of money stay far below 2^53 of 1/10,000, so that they are exact as numbers too. */
const mostMoney = 100_000_000_000

/** All mistakes of a list of caps, with their paths ("caps[0].weekdays.mon"). Codes: invalid, required, conflict. */
export function checkCapList(caps: readonly Cap[], path: string, owner: CapOwner): Problem[] {
  return caps.flatMap((cap, index) => {
    const at = `${path}[${index}]`
    return [
      ...checkFigure(cap.limit, `${at}.limit`, cap.unit),
      ...checkUnit(cap, at, owner),
      ...checkSpan(cap, at),
      ...checkWeekdays(cap, at),
      ...checkWhenFull(cap, at, owner),
    ]
  })
}

function checkFigure(figure: CapLimit, path: string, unit: Cap['unit']): Problem[] {
  if (unit !== 'money') {
    const isCount = typeof figure === 'number'
    const message = `Leads are counted, so this is a number; for an amount of money write "unit": "money" beside it.`
    return isCount ? [] : [{ path, code: 'invalid', message }]
  }
  if (typeof figure === 'number') {
    return [{ path, code: 'invalid', message: `An amount of money is written as text, such as "${figure}.00".` }]
  }
  const units = parseMoney(figure)
  const message = `An amount of money has at most four decimals and is at most ${mostMoney.toLocaleString('en')}.`
  return units !== null && units >= 0n && units <= BigInt(mostMoney) * 10_000n
    ? []
    : [{ path, code: 'invalid', message }]
}

function checkUnit({ unit }: Cap, path: string, { noMoney }: CapOwner): Problem[] {
  if (unit !== 'money' || noMoney === null) return []
  return [{ path: `${path}.unit`, code: 'conflict', message: noMoney }]
}

function checkSpan({ period, hours, days }: Cap, path: string): Problem[] {
  if (period !== 'rolling') {
    const given = hours === undefined ? (days === undefined ? null : 'days') : 'hours'
    const message = `Only a rolling cap has a length; a cap of period ${period} goes by the calendar.`
    return given === null ? [] : [{ path: `${path}.${given}`, code: 'conflict', message }]
  }
  if (hours !== undefined && days !== undefined) {
    return [
      { path: `${path}.days`, code: 'conflict', message: 'A rolling cap has a length in hours or in days, not both.' },
    ]
  }
  if (hours === undefined && days === undefined) {
    const message = 'A rolling cap needs the length of its window: hours or days.'
    return [{ path: `${path}.hours`, code: 'required', message }]
  }
  return []
}

function checkWeekdays({ period, unit, weekdays: own }: Cap, path: string): Problem[] {
  if (own === undefined) return []
  if (period !== 'day') {
    const message = `Weekdays have figures of their own only in a cap of period day; this one is of period ${period}.`
    return [{ path: `${path}.weekdays`, code: 'conflict', message }]
  }
  return weekdays.flatMap((weekday) => {
    const figure = own[weekday]
    return figure === undefined ? [] : checkFigure(figure, `${path}.weekdays.${weekday}`, unit)
  })
}

function checkWhenFull({ period, whenFull }: Cap, path: string, { canHold }: CapOwner): Problem[] {
  if (whenFull !== 'hold') return []
  const conflict = (message: string) => [{ path: `${path}.whenFull`, code: 'conflict', message }]
  if (!canHold)
    return conflict('Over this cap a lead is rejected at intake; only caps of deliveries and buyers can hold it.')
  if (period === 'total') return conflict('A total cap never resets, so nothing can be held until it does.')
  return []
}
