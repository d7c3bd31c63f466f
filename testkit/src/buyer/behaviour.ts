// What the fake buyer can be asked to do, and how a request asks for it.

import { oddBehaviours } from './oddReplies.ts'

export const behaviours = [
  'accept',
  'refuse',
  'duplicate',
  'pending',
  'hang',
  'slow',
  'drip',
  'dripHeaders',
  'reset',
  'resetBody',
  'close',
  'huge',
  'redirect',
  'throttle',
  'busy',
  'error',
  'unauthorised',
  'odd',
  'empty',
  'html',
  'deep',
  'doctype',
  'garbage',
  'bigHeaders',
  'flood',
  'xml',
  'soap',
  'token',
  'flaky',
  ...oddBehaviours,
] as const
export type Behaviour = (typeof behaviours)[number]

const sentinels: Readonly<Record<string, Behaviour>> = {
  REFUSE: 'refuse',
  DUPLICATE: 'duplicate',
  PENDING: 'pending',
  TIMEOUT: 'hang',
  HANG: 'hang',
  SLOW: 'slow',
  DRIP: 'drip',
  RESET: 'reset',
  RESETBODY: 'resetBody',
  DOWN: 'close',
  HUGE: 'huge',
  GZIPBOMB: 'bomb',
  REDIRECT: 'redirect',
  THROTTLE: 'throttle',
  BUSY: 'busy',
  ERROR500: 'error',
  UNAUTHORISED: 'unauthorised',
  ODD: 'odd',
  EMPTY: 'empty',
  HTML: 'html',
}

const paths: Readonly<Record<string, Behaviour>> = {
  '429': 'throttle',
  '503': 'busy',
  '500': 'error',
  '401': 'unauthorised',
}

/** A path's first part names a behaviour (`/hang`, `/429`, `/flaky?ok=3`); null for every other path. */
export function behaviourOfPath(path: string): Behaviour | null {
  const name = path.split(/[/?]/)[1] ?? ''
  return paths[name] ?? behaviours.find((behaviour) => behaviour === name) ?? null
}

/** The lead's last name as a word of command ("TIMEOUT"), wherever and in whatever format the body holds it. */
export function behaviourOfLead(fields: Readonly<Record<string, string>>): Behaviour | null {
  const name = fields['last_name'] ?? fields['lastname'] ?? fields['surname'] ?? ''
  return sentinels[name.trim().toUpperCase()] ?? null
}

/** The one rule of this buyer: no vehicles from after 2024. The sentence it refuses with, or null. */
export function vehicleRefusal(fields: Readonly<Record<string, string>>): string | null {
  for (const key of ['vehicle_year', 'vehicleyear', 'year']) {
    const value = fields[key]
    if (value !== undefined && Number(value) > 2024) return `vehicle_year ${value} not allowed`
  }
  return null
}
