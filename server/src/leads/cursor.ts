// Keyset cursors: where the last page ended, with a version so that an old bookmark is refused rather than misread.

export interface Cursor {
  readonly receivedAt: Date
  readonly id: string
}

const version = 1

export function writeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify([version, cursor.receivedAt.getTime(), cursor.id])).toString('base64url')
}

/** Null when the text is no cursor of this version. */
export function readCursor(text: string): Cursor | null {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    if (!Array.isArray(parsed) || parsed[0] !== version) return null
    const [, time, id] = parsed
    if (typeof time !== 'number' || !Number.isSafeInteger(time) || typeof id !== 'string' || !/^\d{1,19}$/.test(id))
      return null
    return { receivedAt: new Date(time), id }
  } catch {
    return null
  }
}
