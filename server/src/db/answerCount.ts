// How many answers a PostgreSQL connection still owes, read from its own protocol: each Sync or simple query that is written is
// answered by one ReadyForQuery. https://www.postgresql.org/docs/current/protocol-message-formats.html

/** Counts the messages of some kinds in a stream that comes in pieces of any size. Pure but for its own place in the stream. */
export interface MessageCount {
  /** How many messages of the kinds began in this piece. */
  read(piece: Uint8Array): number
}

const headerBytes = 5

/**
 * @param kinds first bytes of the messages to count, "SQ" for example
 * @param skipsFirst the stream begins with a message that has no kind but a length only, as a client's does
 */
export function countMessages(kinds: string, skipsFirst: boolean): MessageCount {
  const wanted = new Set(Buffer.from(kinds, 'latin1'))
  /** What is left of the message that the last piece ended in. */
  let bodyLeft = 0
  /** Bytes of a header that came in two pieces. */
  let header: number[] = skipsFirst ? [0] : []
  return {
    read(piece) {
      let count = 0
      let at = 0
      while (at < piece.length) {
        if (bodyLeft > 0) {
          const skipped = Math.min(bodyLeft, piece.length - at)
          bodyLeft -= skipped
          at += skipped
          continue
        }
        // Five bytes: the kind, and the length of everything behind it.
        header.push(piece[at] ?? 0)
        at += 1
        if (header.length < headerBytes) continue
        const [kind = 0, a = 0, b = 0, c = 0, d = 0] = header
        if (wanted.has(kind)) count += 1
        bodyLeft = ((a << 24) | (b << 16) | (c << 8) | d) - 4
        header = []
      }
      return count
    },
  }
}
