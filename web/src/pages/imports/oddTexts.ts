/** Cells with letters beyond ASCII, each text once: by them a person sees whether the encoding is right. `most` at most. */
export function oddTexts(rows: readonly { readonly cells: readonly string[] }[], most: number): readonly string[] {
  const found = new Set<string>()
  for (const { cells } of rows) {
    for (const cell of cells) {
      // oxlint-disable-next-line no-control-regex -- ASCII begins with control characters.
      if (/[^\u0000-\u007F]/.test(cell)) found.add(cell)
      if (found.size >= most) return [...found]
    }
  }
  return [...found]
}
