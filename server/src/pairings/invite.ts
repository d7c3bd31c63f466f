// An invite as text that people pass on: where to call, and the secret that proves it.

export interface Invite {
  /** Of the inviting instance: "https://leads.example.com". */
  readonly url: string
  /** The pairing there. */
  readonly id: string
  readonly secret: string
  /** In which the other side pays: an invite that cannot serve is not used up. */
  readonly currency: string
}

const prefix = 'sy-invite-'

export function writeInvite({ url, id, secret, currency }: Invite): string {
  return prefix + Buffer.from(JSON.stringify({ url, id, secret, currency })).toString('base64url')
}

/** Null when the text is no invite. */
export function readInvite(text: string): Invite | null {
  if (!text.startsWith(prefix)) return null
  try {
    const value: unknown = JSON.parse(Buffer.from(text.slice(prefix.length), 'base64url').toString('utf8'))
    if (typeof value !== 'object' || value === null) return null
    const { url, id, secret, currency } = value as Readonly<Record<string, unknown>>
    if (typeof url !== 'string' || typeof id !== 'string' || typeof secret !== 'string') return null
    if (typeof currency !== 'string') return null
    return /^https?:\/\//.test(url) && URL.canParse(url) && /^\d{1,18}$/.test(id) ? { url, id, secret, currency } : null
  } catch {
    return null
  }
}
