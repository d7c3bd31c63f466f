/**
 * The bytes of an answer as text: by the charset of its content type, else by an XML declaration, else UTF-8. Bytes that do
 * not fit become U+FFFD, as does NUL, which the database cannot store. A byte order mark is left out.
 */
export function bodyText(bytes: Buffer, contentType: string | undefined): string {
  if (bytes.length === 0) return ''
  const charset = /charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType ?? '')?.[1] ?? xmlEncoding(bytes)
  const text =
    charset === undefined || /^utf-?8$/i.test(charset) ? utf8.decode(bytes) : decoderOf(charset).decode(bytes)
  return text.includes('\0') ? text.replaceAll('\0', '\ufffd') : text
}

const utf8 = new TextDecoder('utf-8')

function xmlEncoding(bytes: Buffer): string | undefined {
  if (bytes[0] !== 0x3c || bytes[1] !== 0x3f) return undefined
  return /^<\?xml[^>]*encoding\s*=\s*["']([\w.:-]+)/.exec(bytes.toString('latin1', 0, 200))?.[1]
}

/** UTF-8 for a charset that nobody knows. */
function decoderOf(charset: string): typeof utf8 {
  try {
    return new TextDecoder(charset)
  } catch {
    return utf8
  }
}
