// What a buyer pays for a lead it took.

import { assertNever } from '../assert.ts'
import type { LeadFacts } from '../lead/facts.ts'
import type { CompiledRule } from '../rules/compile.ts'
import type { Price } from '../setup/delivery.ts'
import { parseMoney } from './money.ts'

/**
 * The price in 1/10,000 of a unit, or null when the delivery has none for this lead. A fixed price ignores what the buyer's
 * answer said (`captured`, a decimal string); a price by answer takes it, or the fallback when it is missing, negative or
 * no amount; a price by rules takes the first rule that holds. `rules` holds one compiled rule for each entry of
 * `price.rules`, in its order.
 */
export function priceOf(
  price: Price | undefined,
  captured: string | null,
  facts: LeadFacts,
  rules: readonly CompiledRule[],
): bigint | null {
  if (price === undefined) return null
  switch (price.kind) {
    case 'fixed':
      return parseMoney(price.amount)
    case 'answer': {
      const offered = captured === null ? null : parseMoney(captured.trim())
      return offered !== null && offered >= 0n ? offered : fallbackOf(price)
    }
    case 'rules': {
      const match = price.rules.find((_, index) => rules[index]?.test(facts) === true)
      return match ? parseMoney(match.amount) : fallbackOf(price)
    }
    default:
      return assertNever(price)
  }
}

function fallbackOf(price: { readonly fallback?: string | undefined }): bigint | null {
  return price.fallback === undefined ? null : parseMoney(price.fallback)
}
