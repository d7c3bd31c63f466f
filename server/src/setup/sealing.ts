// Secrets at rest: AES-256-GCM, bound to the place where they stand, so that a sealed text copied to another document, account
// or property does not open.

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

import type { SetupKind } from '@switchyard/contract/setup/documents.ts'

import { mapSecrets } from './secrets.ts'

export interface Sealer {
  /** A copy of the document with its secrets sealed, as it is stored. */
  seal<Doc>(accountId: string, kind: SetupKind, key: string, doc: Doc): Doc
  /** The other way. Throws when the key is another one than they were sealed with. */
  open<Doc>(accountId: string, kind: SetupKind, key: string, doc: Doc): Doc
  /** One secret that stands in no set-up document. `place`: where it stands, "mailAccount||password". */
  sealText(accountId: string, place: string, text: string): string
  openText(accountId: string, place: string, sealed: string): string
}

const version = 'sealed:1:'
const nonceBytes = 12
const tagBytes = 16

/** `secret`: 32 bytes. */
export function createSealer(secret: Buffer): Sealer {
  function sealText(text: string, place: string): string {
    const nonce = randomBytes(nonceBytes)
    const cipher = createCipheriv('aes-256-gcm', secret, nonce, { authTagLength: tagBytes })
    cipher.setAAD(Buffer.from(place))
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    return version + Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')
  }

  function openText(sealed: string, place: string): string {
    const bytes = Buffer.from(sealed.slice(version.length), 'base64url')
    if (!sealed.startsWith(version) || bytes.length < nonceBytes + tagBytes) throw unreadable(place)
    const nonce = bytes.subarray(0, nonceBytes)
    const decipher = createDecipheriv('aes-256-gcm', secret, nonce, { authTagLength: tagBytes })
    decipher.setAAD(Buffer.from(place))
    decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
    try {
      return Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]).toString('utf8')
    } catch (cause) {
      throw unreadable(place, cause)
    }
  }

  const placeOf = (accountId: string, kind: SetupKind, key: string, path: string) =>
    `${accountId}|${kind}|${key}|${path}`
  return {
    seal: (accountId, kind, key, doc) =>
      mapSecrets(kind, doc, (text, path) => sealText(text, placeOf(accountId, kind, key, path))),
    open: (accountId, kind, key, doc) =>
      mapSecrets(kind, doc, (text, path) => openText(text, placeOf(accountId, kind, key, path))),
    sealText: (accountId, place, text) => sealText(text, `${accountId}|${place}`),
    openText: (accountId, place, sealed) => openText(sealed, `${accountId}|${place}`),
  }
}

function unreadable(place: string, cause?: unknown): Error {
  const [, kind, key, path] = place.split('|')
  const words = `The secret at ${path} of ${kind} ${key} cannot be read with this SWITCHYARD_SECRET; set the old key or write the secret again`
  return new Error(words, { cause })
}
