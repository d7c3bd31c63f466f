// Leads that were held do not all begin at the moment of the opening: each has a moment of its own soon after it.

export const standardSpreadMinutes = 5

/**
 * `draw` in [0, 1) chooses the moment within `spreadMs` after the opening. With a closing time it falls into the first half of
 * the open time, so that nobody waits past it.
 */
export function spreadStart(opening: Date, closing: Date | null, spreadMs: number, draw: number): Date {
  const openMs = closing === null ? Infinity : closing.getTime() - opening.getTime()
  return new Date(opening.getTime() + Math.floor(draw * Math.max(0, Math.min(spreadMs, openMs / 2))))
}

/** An even draw for numbers that follow each other: multiples of the golden ratio fill [0, 1) without gaps or heaps. */
export function evenDraw(number: bigint): number {
  return (Number(number & 0xffff_ffffn) * 0.618_033_988_749_894_9) % 1
}
