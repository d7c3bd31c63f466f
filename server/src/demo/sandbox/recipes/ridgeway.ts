// Ridgeway Energy: its server went down a day ago. Leads received since then are answered 503, so that the newest leads of the
// demo show a failing destination; a day later the same leads go through when they are redelivered.

import { referenceOf, type Recipe } from '../recipe.ts'
import { htmlReply, jsonReply } from '../sandboxReply.ts'

const outageMs = 24 * 3_600_000

export const ridgeway: Recipe = (lead, world) => {
  const received = Date.parse(lead['received'] ?? '')
  // A lead without a time is a new one.
  const isInOutage = Number.isNaN(received) || world.now.getTime() - received < outageMs
  return isInOutage
    ? htmlReply('Service temporarily unavailable', 503)
    : jsonReply({ ok: true, id: referenceOf('RW', world) })
}
