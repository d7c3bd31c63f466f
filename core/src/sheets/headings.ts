// The line of headings.

import type { HeadingProblem } from './sheet.ts'

export interface Headings {
  /** Trimmed; blank ones at the end are gone. */
  readonly headings: readonly string[]
  readonly problems: readonly HeadingProblem[]
}

/** Two headings that differ in case alone are duplicates: a person takes them for the same. Pure. */
export function readHeadings(cells: readonly string[]): Headings {
  const trimmed = cells.map((cell) => cell.trim())
  const headings = trimmed.slice(0, trimmed.findLastIndex((heading) => heading !== '') + 1)
  const firstOf = new Map<string, number>()
  const problems: HeadingProblem[] = []
  for (const [column, heading] of headings.entries()) {
    if (heading === '') {
      problems.push({ code: 'blank', column, message: `Column ${column + 1} has no heading.` })
      continue
    }
    const first = firstOf.get(heading.toLowerCase())
    if (first === undefined) firstOf.set(heading.toLowerCase(), column)
    else {
      const message = `'${heading}' stands above column ${first + 1} and column ${column + 1}.`
      problems.push({ code: 'duplicate', column, message })
    }
  }
  return { headings, problems }
}
