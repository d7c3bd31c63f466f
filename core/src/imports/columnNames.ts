/**
 * A name for each column by which a person can speak of it: its heading; a second one of the same heading is "Phone (2)", one without
 * a heading "Column 4".
 */
export function columnNames(headings: readonly string[]): readonly string[] {
  const taken = new Set<string>()
  return headings.map((heading, index) => {
    const name = heading === '' ? `Column ${index + 1}` : heading
    let free = name
    for (let number = 2; taken.has(free); number += 1) free = `${name} (${number})`
    taken.add(free)
    return free
  })
}
