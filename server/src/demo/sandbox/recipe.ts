import type { SandboxLead } from './sandboxLead.ts'
import type { SandboxReply } from './sandboxReply.ts'
import { share } from './share.ts'

export interface SandboxWorld {
  readonly now: Date
  /** Stays the same over the tries of one dispatch. */
  readonly idempotencyKey: string
}

/** How one sandbox buyer decides. Pure: what it remembers of a lead follows from the lead. */
export type Recipe = (lead: SandboxLead, world: SandboxWorld) => SandboxReply

/** A buyer's own number for a lead. */
export function referenceOf(prefix: string, world: SandboxWorld): string {
  return `${prefix}-${Math.floor(share(`${prefix} ${world.idempotencyKey}`) * 9_000_000) + 1_000_000}`
}

/** Every buyer has customers that we cannot know about: about one in thirty. */
export function isKnownCustomer(buyer: string, email: string): boolean {
  return share(`customer of ${buyer} ${email.toLowerCase()}`) < 0.03
}
