/** JSON is shown indented; anything else, and JSON that numbers would lose digits in, exactly as it is. */
export function prettyBody(body: string): string {
  const first = body.trimStart()[0]
  if (first !== '{' && first !== '[') return body
  if (/\d{16,}/.test(body)) return body
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    // Not JSON after all: the reader gets it as it came.
    return body
  }
}
