// oxlint-disable-next-line no-control-regex -- control characters are what is taken out
const invisible = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u2060\ufeff]/g

/** One line of text as it is kept: composed Unicode, no invisible characters, spaces collapsed, ends trimmed. */
export function cleanLine(text: string): string {
  return text.normalize('NFC').replace(invisible, '').replace(/\s+/g, ' ').trim()
}

/** Several lines of text as they are kept: as one line, but line breaks (as \n) and inner spaces stay. */
export function cleanLines(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(invisible, '')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim()
}
