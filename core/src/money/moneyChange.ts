// A change of an amount as an operator asks for it: set it, add to it, or multiply it.

import { assertNever } from '../assert.ts'
import { divideHalfEven } from './money.ts'

export type MoneyChange =
  /** 1/10,000 of the unit. */
  | { readonly kind: 'set' | 'add'; readonly units: bigint }
  /** In millionths: 1_100_000n is "1.10". */
  | { readonly kind: 'multiply'; readonly millionths: bigint }

const millionth = 1_000_000n
const factor = /^(\d{1,6})(?:\.(\d{1,6}))?$/
// As much as a document's amounts may be: 12 digits before the point.
const mostUnits = 10n ** 16n - 1n

/** Reads a factor such as "1.10" or "0" into millionths. Null for anything else: a sign, or more than six decimals. */
export function parseFactor(text: string): bigint | null {
  const [, whole, fraction = ''] = factor.exec(text) ?? []
  return whole === undefined ? null : BigInt(whole) * millionth + BigInt(fraction.padEnd(6, '0'))
}

/**
 * The amount after the change, rounded half to even on the last of the four decimals. It may be below zero when something is
 * taken off; `belowZero` and `tooMuch` are amounts that nobody can owe.
 */
export function changedMoney(
  units: bigint,
  change: MoneyChange,
): { readonly kind: 'amount' | 'belowZero' | 'tooMuch'; readonly units: bigint } {
  const after = applied(units, change)
  return { kind: after < 0n ? 'belowZero' : after > mostUnits ? 'tooMuch' : 'amount', units: after }
}

function applied(units: bigint, change: MoneyChange): bigint {
  switch (change.kind) {
    case 'set':
      return change.units
    case 'add':
      return units + change.units
    case 'multiply':
      return divideHalfEven(units * change.millionths, millionth)
    default:
      return assertNever(change)
  }
}
