/**
 * The delimiter that a first line such as "sep=;" names, as Excel reads and some programs write it; null where the file begins otherwise.
 * Spreadsheets do not count that line. Pure.
 */
export function separatorLine(text: string): string | null {
  return /^sep=(?<delimiter>[^\r\n])(?:\r|\n)/i.exec(text)?.groups?.['delimiter'] ?? null
}
