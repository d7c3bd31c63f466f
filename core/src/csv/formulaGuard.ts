// A cell that begins like a formula is run by a spreadsheet. An apostrophe in front makes it text, and is taken away again on import:
// by the second function, and from exactly those cells that the first one gave it to.

const dangerous = /^'*[=+\-@\t\r\0]/
const guarded = /^'+[=+\-@\t\r\0]/

/** Text that would be run as a formula, or looks guarded already, with an apostrophe in front; other text as it is. */
export function guardFormula(text: string): string {
  return dangerous.test(text) ? `'${text}` : text
}

/** What `guardFormula` was given. */
export function unguardFormula(text: string): string {
  return guarded.test(text) ? text.slice(1) : text
}
