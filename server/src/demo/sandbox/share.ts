import { createHash } from 'node:crypto'

/**
 * A number in [0, 1) that is always the same for the same text. Recipes draw with it, so that a lead that is sent again after
 * a restart meets the same buyer as before.
 */
export function share(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0) / 2 ** 32
}
