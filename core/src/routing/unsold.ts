// Why nobody bought a lead, in one sentence for the list; the whole story is the decision itself.

import type { Decision } from './decision.ts'

/** For a decision that offers the lead to nobody: each delivery with its reason, the ones outside the route left out. */
export function unsoldWords(decision: Decision): string {
  const told = decision.considered.flatMap(({ delivery, excluded }) =>
    excluded && excluded.why !== 'notInRoute' ? [`${delivery}: ${excluded.words}`] : [],
  )
  if (told.length === 0) return 'No delivery is set up for this campaign'
  return `No delivery was eligible. ${told.join('; ')}`
}
