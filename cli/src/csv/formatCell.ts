/** A cell as CSV. Text that a spreadsheet would run as a formula gets an apostrophe in front. Pure. */
export function formatCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
