// What the set-up leaves one worker of a destination's limits.

import { workerShare, type WorkerRank } from '@switchyard/core/delivery/workerShare.ts'

import type { AccountSetup, LiveDelivery } from '../setup/compile.ts'

/** Its part of the calls that may be under way; 0: others have it all. */
export function placesOf(delivery: LiveDelivery, crew: WorkerRank, turn: number): number {
  return workerShare(delivery.doc.concurrency, crew, turn)
}

/** Its part of the calls per second among the workers that have places; null: no limit. */
export function ratePerSecond(delivery: LiveDelivery, { workers }: WorkerRank): number | null {
  const { perSecond = null, concurrency } = delivery.doc
  return perSecond === null ? null : perSecond / Math.min(workers, concurrency)
}

/** Neither the delivery nor its buyer is paused. */
export function isOpen(setup: AccountSetup, delivery: LiveDelivery): boolean {
  if (delivery.doc.status !== 'active') return false
  return delivery.doc.buyer === undefined || setup.buyers.get(delivery.doc.buyer)?.active !== false
}
