import type { AccountSetup } from '../setup/compile.ts'

export interface HoldingDelivery {
  readonly delivery: string
  readonly campaign: string
}

const known = new WeakMap<AccountSetup, readonly HoldingDelivery[]>()

/** Deliveries that keep leads while a cap of theirs, or of their buyer, is full. */
export function holdingDeliveries(setup: AccountSetup): readonly HoldingDelivery[] {
  const found = known.get(setup) ?? find(setup)
  known.set(setup, found)
  return found
}

function find({ deliveries, buyers }: AccountSetup): HoldingDelivery[] {
  return [...deliveries.values()].flatMap(({ key, doc }) => {
    const caps = [...doc.caps, ...((doc.buyer === undefined ? undefined : buyers.get(doc.buyer)?.caps) ?? [])]
    return caps.some(({ whenFull }) => whenFull === 'hold') ? [{ delivery: key, campaign: doc.campaign }] : []
  })
}
