/** The text with what a database cannot hold, NUL and halves of surrogate pairs, replaced by U+FFFD. Same length. */
export function storable(text: string): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed()
  return whole.includes('\0') ? whole.replaceAll('\0', '\ufffd') : whole
}
