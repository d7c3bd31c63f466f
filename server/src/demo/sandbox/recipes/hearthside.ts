// Hearthside Cover: takes most leads, but its answers are not always what its manual says.

import { isKnownCustomer, referenceOf, type Recipe } from '../recipe.ts'
import { htmlReply, jsonReply } from '../sandboxReply.ts'
import { share } from '../share.ts'

export const hearthside: Recipe = (lead, world) => {
  const email = lead['email'] ?? ''
  const age = Number(lead['boiler_age'] ?? 0)
  if (age > 12) return jsonReply({ st: 'declined', msg: `Boiler is ${age} years old, the limit is 12` })
  if (isKnownCustomer('hearthside', email)) return jsonReply({ st: 'dup' })
  // The page that its proxy shows while a release is rolled out, with status 200.
  if (share(`hearthside mood ${email}`) < 0.05) return htmlReply('We will be right back')
  return jsonReply({ st: 'ok', quote: referenceOf('HQ', world) })
}
