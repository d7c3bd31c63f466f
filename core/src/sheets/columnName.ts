/** 0 is A, 25 Z, 26 AA. Pure. */
export function columnName(column: number): string {
  const last = String.fromCharCode(65 + (column % 26))
  return column < 26 ? last : columnName(Math.floor(column / 26) - 1) + last
}

/** The column of a cell's place such as "AB12"; null where it is no such place. Pure. */
export function columnOf(place: string): number | null {
  let column = 0
  let letters = 0
  for (; letters < place.length; letters += 1) {
    const code = place.charCodeAt(letters) & ~0x20
    if (code < 65 || code > 90) break
    column = column * 26 + code - 64
  }
  return letters === 0 || letters > 4 ? null : column - 1
}
