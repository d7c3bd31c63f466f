// Bytes of a file into text, piece by piece.

import iconv from 'iconv-lite'

export interface PiecewiseDecoder {
  /** Text of these bytes; a character that is cut at their end comes with the next ones. Never begins with a byte order mark. */
  write(bytes: Buffer): string
  end(): string
}

/** Names as in "windows-1252", "utf-16le", "shift_jis"; what is no such name throws, see `isEncoding`. */
export function createTextDecoder(encoding: string): PiecewiseDecoder {
  const decoder = iconv.getDecoder(encoding)
  let isFirst = true
  const withoutMark = (text: string): string => {
    if (!isFirst || text === '') return text
    isFirst = false
    return text.startsWith('\uFEFF') ? text.slice(1) : text
  }
  return { write: (bytes) => withoutMark(decoder.write(bytes)), end: () => withoutMark(decoder.end() ?? '') }
}

export function isEncoding(name: string): boolean {
  return iconv.encodingExists(name)
}

/** The whole of `bytes`, which may begin with a byte order mark and may end in the middle of a character. */
export function decodeBeginning(bytes: Buffer, encoding: string): string {
  return createTextDecoder(encoding).write(bytes)
}
