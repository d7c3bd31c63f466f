import type { AccountSetup } from '../setup/compile.ts'

const zones = new WeakMap<AccountSetup, Map<string, string>>()

/**
 * Where the days of a buyer's caps begin when they name no zone. A buyer has one count for all campaigns, so it needs one zone:
 * that of the first campaign, by reference, that delivers to it.
 */
export function buyerZone(setup: AccountSetup, buyer: string): string {
  const known = zones.get(setup) ?? new Map<string, string>()
  zones.set(setup, known)
  const zone = known.get(buyer) ?? find(setup, buyer)
  known.set(buyer, zone)
  return zone
}

function find({ deliveries, campaigns }: AccountSetup, buyer: string): string {
  const references = [...deliveries.values()].flatMap(({ doc }) => (doc.buyer === buyer ? [doc.campaign] : []))
  const [first] = references.toSorted()
  return (first === undefined ? undefined : campaigns.get(first)?.doc.timezone) ?? 'UTC'
}
