// What a workbook is to look like that goes out, is mended by a person, and comes back.

import { columnName } from '../columnName.ts'

export interface PlannedColumn {
  readonly heading: string
  /** `locked`: ours, shown in grey, and protected. `open`: to be mended. */
  readonly kind: 'locked' | 'open'
  /** About as many letters as fit. */
  readonly width: number
  /** Shown on the heading; null: nothing. */
  readonly about: string | null
  /** Cells drop down these values; null: no list. */
  readonly values: readonly string[] | null
}

export interface WorkbookPlan {
  readonly sheetName: string
  readonly columns: readonly PlannedColumn[]
  /** Lines of a second sheet, which explains. */
  readonly notes: readonly string[]
}

export interface WrittenCell {
  readonly text: string
  /** What is wrong with it: the cell is coloured, and this stands in its comment. */
  readonly problem: string | null
}

/** What has to be known of a plan until the last row is written; goes through JSON. */
export interface SheetFrame {
  readonly kinds: readonly PlannedColumn['kind'][]
  /** Where the values of a column stand: "Lists!$B$2:$B$17"; null: no list. */
  readonly lists: readonly (string | null)[]
}

export const listsSheet = 'Lists'
export function frameOf({ columns }: WorkbookPlan): SheetFrame {
  let listed = -1
  const lists = columns.map(({ values }) => {
    if (values === null || values.length === 0) return null
    listed += 1
    const name = columnName(listed)
    return `${listsSheet}!$${name}$2:$${name}$${values.length + 1}`
  })
  return { kinds: columns.map(({ kind }) => kind), lists }
}
