// Torque Cover: takes a form, names the make by its own code, and puts the price into its answer.

import { isKnownCustomer, referenceOf, type Recipe } from '../recipe.ts'
import { jsonReply } from '../sandboxReply.ts'

const codes = [
  'AUD',
  'BMW',
  'FOR',
  'HON',
  'HYU',
  'KIA',
  'MAZ',
  'MER',
  'NIS',
  'PEU',
  'REN',
  'SEA',
  'SKO',
  'TOY',
  'VAU',
  'VOL',
  'VWG',
]
const dear = ['AUD', 'BMW', 'MER']

export const torque: Recipe = (lead, world) => {
  const make = lead['mk'] ?? ''
  const age = world.now.getUTCFullYear() - Number(lead['yr'] ?? '')
  if (!codes.includes(make)) return refused(`Unknown make code "${make}"`)
  if (!(age >= 2)) return refused(`Vehicle too new (${lead['yr'] ?? 'no year'})`)
  if (age > 15) return refused(`Vehicle too old (${lead['yr'] ?? 'no year'})`)
  if (Number(lead['mi'] ?? 0) > 120_000) return refused('Mileage above 120,000')
  if (isKnownCustomer('torque', lead['em'] ?? '')) return refused('Duplicate: phone or email on file')
  return jsonReply({ result: 'OK', ref: referenceOf('TQ', world), pays: dear.includes(make) ? '14.00' : '9.75' })
}

function refused(why: string) {
  return jsonReply({ result: 'NO', why })
}
