// Stored versions made so that they can be compared and shown: a secret says whether it is another one, and nothing else.

import type { SetupKind } from '@switchyard/contract/setup/documents.ts'

import { currentForm } from '../currentForm.ts'
import type { Sealer } from '../sealing.ts'
import { mapSecrets, mask } from '../secrets.ts'

export interface Comparer {
  /** The document with each secret as a mask and a number, the same for the same secret. */
  of(doc: unknown): unknown
}

/** One for each answer: the numbers mean nothing beyond it. */
export function comparer(sealer: Sealer, accountId: string, kind: SetupKind, key: string): Comparer {
  const numbers = new Map<string, number>()
  const numbered = (secret: string) => {
    const number = numbers.get(secret) ?? numbers.size + 1
    numbers.set(secret, number)
    return `${mask} ${number}`
  }
  return { of: (doc) => (doc === null ? null : mapSecrets(kind, openedOrSealed(doc), numbered)) }

  /** A secret that no longer opens is compared as it is stored: then it counts as another one. */
  function openedOrSealed(doc: unknown): unknown {
    try {
      return currentForm(kind, sealer.open(accountId, kind, key, doc))
    } catch {
      return currentForm(kind, doc)
    }
  }
}

/** Without the numbers. */
export function withPlainMasks<Value>(value: Value): Value {
  // Masks stand in texts alone, so the shape stays.
  return JSON.parse(JSON.stringify(value).replaceAll(new RegExp(`${mask} \\d+`, 'g'), mask)) as Value
}
