import { expect } from 'vitest'

/** Expects of what `read` answers, again and again until it holds: `await eventually(() => rows.count()).toBe(3)`. */
export function eventually<T>(read: () => T): ReturnType<typeof expect.poll<T>> {
  return expect.poll(read, { timeout: 15_000, interval: 50 })
}
