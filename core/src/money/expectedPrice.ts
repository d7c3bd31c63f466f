import { assertNever } from '../assert.ts'
import type { Price } from '../setup/delivery.ts'
import { parseMoney } from './money.ts'

/**
 * What a sale is expected to bring, in 1/10,000 of a unit, before the buyer has answered: the fixed price, the largest of the
 * rules and their fallback, the fallback of a price by answer. 0 when nothing can be said.
 */
export function expectedPrice(price: Price | undefined): bigint {
  if (price === undefined) return 0n
  switch (price.kind) {
    case 'fixed':
      return largest([price.amount])
    case 'answer':
      return largest([price.fallback])
    case 'rules':
      return largest([...price.rules.map(({ amount }) => amount), price.fallback])
    default:
      return assertNever(price)
  }
}

function largest(amounts: readonly (string | undefined)[]): bigint {
  const known = amounts.map((amount) => (amount === undefined ? 0n : (parseMoney(amount) ?? 0n)))
  return known.reduce((most, amount) => (amount > most ? amount : most), 0n)
}
