/** Cuts a text to `limit` UTF-16 units, with "…" as the last one when something was left out; never cuts a character in half. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text
  const end = limit - 1
  const last = text.charCodeAt(end - 1)
  const inPair = last >= 0xd800 && last <= 0xdbff
  return `${text.slice(0, inPair ? end - 1 : end)}…`
}
