// Server-sent events as they stand on the wire.

import type { PlacedEvent } from './places.ts'

/** How soon a browser comes back after a connection was lost. */
const retryMs = 2_000

export const opening = `retry: ${retryMs}\n: follows what happens\n\n`
export const heartbeat = ': still here\n\n'
/** Some of what came after the last id is gone already. */
export const gap = 'event: gap\ndata: {}\n\n'

export function frame({ place, topic, data }: PlacedEvent): string {
  return `id: ${place}\nevent: ${topic}\ndata: ${data}\n\n`
}

/** What the caller has seen last: null when it names nothing, and `unknown` when that cannot be an id of ours. */
export function lastSeen(given: string | undefined): bigint | 'unknown' | null {
  if (given === undefined || given.trim() === '') return null
  return /^\d{1,18}$/.test(given.trim()) ? BigInt(given.trim()) : 'unknown'
}
