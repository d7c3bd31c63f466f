// Random numbers that come again with the same seed.

/** Uniform in [0, 1); the same sequence for the same seed (mulberry32). */
export function createDraws(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** One number in [0, 1) for a text: the same question gets the same answer, whenever and how often it is asked. */
export function drawFor(text: string, seed: number): number {
  let hash = (seed ^ 0x811c9dc5) >>> 0
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0
  return createDraws(hash)()
}

/** In another order; the list itself stays as it is. */
export function shuffled<T>(list: readonly T[], draw: () => number): T[] {
  return list
    .map((value) => ({ value, place: draw() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ value }) => value)
}
