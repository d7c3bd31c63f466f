// Buyers with one habit each, for trying out a delivery of one's own.

import { referenceOf, type Recipe } from '../recipe.ts'
import { htmlReply, jsonReply, xmlReply } from '../sandboxReply.ts'

export const accepts: Recipe = (_, world) =>
  jsonReply({ status: 'accepted', id: referenceOf('SB', world), price: '10.00' })

export const refuses: Recipe = (lead) => jsonReply({ status: 'rejected', message: lead['reason'] ?? 'Not wanted' })

/** `?ms=`, at most a minute. */
export const slow: Recipe = (lead, world) => {
  const ms = Number(lead['ms'] ?? 600)
  return { ...accepts(lead, world), delayMs: Number.isFinite(ms) ? Math.min(Math.max(ms, 0), 60_000) : 600 }
}

export const down: Recipe = () => htmlReply('Service temporarily unavailable', 503)

export const html: Recipe = () => htmlReply('We will be right back')

export const odd: Recipe = () => jsonReply({ st: 'dup' })

export const xml: Recipe = (_, world) =>
  xmlReply({ Status: 'Accepted', Reference: referenceOf('SB', world), Price: '10.00' })
