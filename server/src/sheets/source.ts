import type { RawRow } from '@switchyard/core/sheets/rowShaper.ts'
import type { SheetFormat, SheetRow } from '@switchyard/core/sheets/sheet.ts'

/** A file of either format before its headings are known. */
export interface Source {
  readonly format: SheetFormat
  readonly encoding: string | null
  readonly delimiter: string | null
  readonly sheetName: string | null
  readonly sheetNames: readonly string[]
  /** From the first on, each time. */
  rows(): AsyncGenerator<RawRow>
  shaper(width: number): (raw: RawRow) => SheetRow | null
  close(): Promise<void>
}
