// What is read out of a file of rows, whether it is csv or xlsx.

export type SheetFormat = 'csv' | 'xlsx'

/** A value that a spreadsheet may have damaged before it was saved; the text is what stands in the file. */
export type CellWarning =
  /** Digits are gone: "1.2E+11" where a long number stood. */
  | 'scientific'
  /** A number where others of the column have one more digit and begin with 0. */
  | 'lostZeros'
  /** More than the 15 digits that a spreadsheet keeps: the last ones became zeros. */
  | 'rounded'

export interface SheetCell {
  /**
   * As the file shows it: dates as 2026-11-22 or 2026-11-22T10:30:00, booleans as TRUE and FALSE, numbers without noise ("0.3"), a
   * formula by its last result. The apostrophe of the formula guard is still in front.
   */
  readonly text: string
  /** All cells of a csv file are text or blank. */
  readonly kind: 'blank' | 'text' | 'number' | 'date' | 'boolean' | 'formula' | 'error'
  readonly warning: CellWarning | null
}

/** What is wrong with a row as a whole. The others are read on. */
export interface RowProblem {
  readonly code: 'tooFewCells' | 'tooManyCells' | 'brokenQuote' | 'cellTooLong'
  readonly message: string
}

export interface SheetRow {
  /** As a spreadsheet counts: the headings stand in row 1, unless empty rows come before them. Empty rows are left out, and counted. */
  readonly row: number
  /** Exactly as many as there are headings; what is missing at the end is blank. */
  readonly cells: readonly SheetCell[]
  readonly problem: RowProblem | null
}

export interface HeadingProblem {
  readonly code: 'duplicate' | 'blank'
  /** 0 is the first column. */
  readonly column: number
  readonly message: string
}

/** What a person says about a file; null or left out: found out from the file. */
export interface SheetWishes {
  /** Of a csv file: "utf-8", "windows-1252", "utf-16le", … */
  readonly encoding?: string | null | undefined
  /** Of a csv file, one character. */
  readonly delimiter?: string | null | undefined
  /** Of an xlsx file: the sheet's name; else its first visible sheet. */
  readonly sheet?: string | null | undefined
}

/** A text with letters beyond ASCII, by which a person sees whether the encoding is right. */
export interface OddText {
  readonly row: number
  readonly column: number
  readonly text: string
}

export type SheetRefusalCode =
  | 'empty'
  | 'not_a_sheet'
  | 'old_workbook'
  | 'encrypted'
  | 'macros'
  | 'renamed'
  | 'broken'
  | 'unsafe'
  | 'too_large'
  | 'encoding_unknown'
  | 'encoding_wrong'
  | 'delimiter_unknown'
  | 'no_such_sheet'
  | 'no_headings'

/** How the beginning of a file reads in an encoding, to choose by. */
export interface EncodingChoice {
  readonly encoding: string
  readonly text: string
}

/** The file as a whole cannot be read. The message says why, which limit it was, and what to do. */
export class SheetRefusal extends Error {
  readonly code: SheetRefusalCode
  /** With `encoding_unknown`: what it could be. */
  readonly choices: readonly EncodingChoice[]

  constructor(code: SheetRefusalCode, message: string, choices: readonly EncodingChoice[] = []) {
    super(message)
    this.name = 'SheetRefusal'
    this.code = code
    this.choices = choices
  }
}

/** A file whose headings have been read. */
export interface OpenedSheet {
  readonly format: SheetFormat
  /** Null for xlsx. */
  readonly encoding: string | null
  /** Null for xlsx. */
  readonly delimiter: string | null
  /** Null for csv. */
  readonly sheetName: string | null
  /** Names of all visible sheets; empty for csv. */
  readonly sheetNames: readonly string[]
  /** Lowercase hex, of the bytes: the same file is recognised by it. */
  readonly sha256: string
  readonly bytes: number
  /** Trimmed, in the file's order. A blank one is "". */
  readonly headings: readonly string[]
  readonly headingProblems: readonly HeadingProblem[]
  /** Of the first rows; at most 20. */
  readonly oddTexts: readonly OddText[]
  /** The rows below the headings, from the first on, each time it is called. Throws `SheetRefusal` where the file breaks a limit. */
  rows(): AsyncIterable<SheetRow>
  /** Ends what the reading holds; the file stays. */
  close(): Promise<void>
}
