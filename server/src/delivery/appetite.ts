// Which lanes may have work on the queue, and what to ask for. A lane that got all that it asked for is asked for again at once;
// the others wait until work is made here or the poll finds some.

import { streams } from '@switchyard/core/delivery/streams.ts'

import type { Want } from './claim.ts'
import type { Destination } from './dispatcher.ts'
import type { Lane } from './lane.ts'
import { capacityOf, roomIn, type Halt, type Terms } from './terms.ts'

export interface Appetite {
  /** There may be work for this lane, of the destination's class or of any. */
  mark(lane: Lane, destination: Pick<Destination, 'class'>): void
  feed(lane: Lane, stream: number): void
  has(lane: Lane): boolean
  readonly isEmpty: boolean
  /** What to claim now. `free`: how many more may be in hand over all lanes. What is asked for is not hungry any more. */
  wants(termsOf: (lane: Lane) => Terms | Halt, free: number): { readonly lane: Lane; readonly want: Want }[]
}

export function createAppetite(): Appetite {
  const hungry = new Set<Lane>()

  function feed(lane: Lane, stream: number): void {
    lane.hungry[stream] = true
    hungry.add(lane)
  }

  function wantsOf(lane: Lane, terms: Terms, free: number): { lane: Lane; want: Want }[] {
    const capacity = capacityOf(lane, terms, free)
    const counts = lane.hungry.map((isHungry, stream) => (isHungry ? roomIn(lane, terms, stream, capacity) : 0))
    // One probe, not one of each stream.
    const only = terms.isProbing ? counts.findIndex((count) => count > 0) : -1
    const { accountId, delivery } = lane
    return counts.flatMap((count, stream) => {
      if (count === 0 || (only >= 0 && stream !== only)) return []
      lane.hungry[stream] = false
      lane.brought[stream] = 0
      return [{ lane, want: { accountId, delivery, stream, count } }]
    })
  }

  return {
    mark(lane, destination) {
      for (let stream = 0; stream < streams.length; stream += 1) {
        // Live work stands in the first two streams; after them come the other classes, one by one.
        if (destination.class === undefined || destination.class === Math.max(0, stream - 1)) feed(lane, stream)
      }
    },
    feed,
    has: (lane) => hungry.has(lane),
    get isEmpty() {
      return hungry.size === 0
    },
    wants(termsOf, free) {
      const wants: { lane: Lane; want: Want }[] = []
      let left = free
      for (const lane of hungry) {
        const terms = termsOf(lane)
        // What waits on the queue stays there untouched; the poll finds it again.
        if (typeof terms === 'string') lane.hungry.fill(false)
        else {
          for (const one of wantsOf(lane, terms, left)) {
            wants.push(one)
            left -= one.want.count
          }
        }
        if (!lane.hungry.includes(true)) hungry.delete(lane)
      }
      return wants
    },
  }
}
