/** One word for a POSIX shell, whatever stands in it; bare where that is safe. */
export function shellQuote(text: string): string {
  return /^[\w.,:/@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
}
