import { autoWarranty } from './autoWarranty.ts'
import { boilerCover } from './boilerCover.ts'
import type { DemoDocument } from './demoDocument.ts'
import { lists } from './lists.ts'
import { parties } from './parties.ts'
import { solar } from './solar.ts'

/** Every document of the demo workspace. Campaigns name deliveries, so they belong into one transaction. */
export function demoSetup(now: Date): readonly DemoDocument[] {
  return [...lists, ...parties, ...autoWarranty(now.getUTCFullYear()), ...solar, ...boilerCover]
}
