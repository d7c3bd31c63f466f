// The places for calls under way in this process. A destination keeps a few whatever the others do, and may have more than a
// quarter of all only while nobody else waits.

const all = 256
const quarter = all / 4
/** What each destination may have under way and ahead however busy the others are: slow ones keep nobody else waiting. */
export const alwaysFree = 4

export interface SlotHolder {
  underWay: number
}

export interface Slots<Holder extends SlotHolder> {
  /** Whether the holder may begin one more; one that may not is remembered as waiting. */
  mayTake(holder: Holder): boolean
  take(holder: Holder): void
  give(holder: Holder): void
  /** Who waits for a place, in turn; each is forgotten when it is answered. Ends when the places are used up. */
  waiting(): Iterable<Holder>
  readonly isAwaited: boolean
  readonly underWay: number
}

export function createSlots<Holder extends SlotHolder>(): Slots<Holder> {
  let underWay = 0
  /** A holder's places above a quarter do not count: who comes later finds as much room as if they were not there. */
  let counted = 0
  const within = new Set<Holder>()
  const above = new Set<Holder>()

  function isFree(holder: Holder): boolean {
    if (holder.underWay < alwaysFree) return true
    if (holder.underWay < quarter) return counted < all
    return underWay < all && within.size === 0
  }

  return {
    mayTake(holder) {
      if (isFree(holder)) return true
      const queue = holder.underWay < quarter ? within : above
      queue.add(holder)
      return false
    },
    take(holder) {
      underWay += 1
      if (holder.underWay < quarter) counted += 1
      holder.underWay += 1
    },
    give(holder) {
      underWay -= 1
      holder.underWay -= 1
      if (holder.underWay < quarter) counted -= 1
    },
    *waiting() {
      for (const queue of [within, above]) {
        // As it stands now: who is refused again stands at the end, for the next time.
        for (const holder of Array.from(queue)) {
          queue.delete(holder)
          if (!isFree(holder)) {
            queue.add(holder)
            return
          }
          yield holder
        }
      }
    },
    get isAwaited() {
      return within.size > 0 || above.size > 0
    },
    get underWay() {
      return underWay
    },
  }
}
