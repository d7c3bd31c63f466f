// Text of a csv file into rows, piece by piece. It forgives what spreadsheets forgive: one broken row is told of and the next one is
// read, and memory does not grow with a cell that has no end.

import { assertNever } from '../assert.ts'
import type { RowProblem } from '../sheets/sheet.ts'

export interface CsvRecord {
  /** The first record is 1, as in a spreadsheet; records without anything in them are counted. */
  readonly row: number
  readonly cells: readonly string[]
  readonly problem: RowProblem | null
}

export interface CsvReader {
  /** The records that this piece of text completes. */
  push(text: string): CsvRecord[]
  /** The last record, where the file does not end with a line's end. */
  end(): CsvRecord[]
}

export interface CsvLimits {
  readonly cellCharacters: number
  readonly cells: number
}

export const csvLimits: CsvLimits = { cellCharacters: 1_000_000, cells: 16_384 }

/**
 * RFC 4180 with any of the three line ends, also mixed. A byte order mark has to be gone already. A quote in the middle of a cell stands
 * for itself and is told as a problem of its row; so is text behind a closing quote, and a cell over the limit, which is cut.
 */
export function createCsvReader(delimiter: string, limits: CsvLimits = csvLimits): CsvReader {
  const special = new RegExp(`[${/[\\\]^-]/.test(delimiter) ? `\\${delimiter}` : delimiter}"\r\n]`, 'g')
  let row = 1
  let cells: string[] = []
  let cell = ''
  let place: 'start' | 'plain' | 'quoted' | 'behindQuote' = 'start'
  let problem: RowProblem | null = null
  /** The line's end was a return: a line feed right behind belongs to it. */
  let sawReturn = false
  let done: CsvRecord[] = []

  function take(text: string): void {
    if (cell.length + text.length <= limits.cellCharacters) {
      cell += text
      return
    }
    cell += text.slice(0, limits.cellCharacters - cell.length)
    problem ??= tooLong(limits, cells.length)
  }

  function endCell(): void {
    if (cells.length < limits.cells) cells.push(cell)
    else problem ??= tooMany(limits)
    cell = ''
    place = 'start'
  }

  function endRecord(): void {
    endCell()
    done.push({ row, cells, problem })
    row += 1
    cells = []
    problem = null
  }

  /** Ends the cell, and the record, as this character says. */
  function separate(character: string): void {
    if (character === delimiter) return endCell()
    sawReturn = character === '\r'
    endRecord()
  }

  /** Where to go on behind what is plain text from `from` on. */
  function readPlain(text: string, from: number): number {
    special.lastIndex = from
    const found = special.exec(text)
    if (!found) {
      take(text.slice(from))
      return text.length
    }
    const at = found.index
    if (at > from) take(text.slice(from, at))
    const [character] = found
    if (character === '"') {
      problem ??= brokenQuote
      take('"')
    } else separate(character)
    return at + 1
  }

  function readQuoted(text: string, from: number): number {
    const at = text.indexOf('"', from)
    take(text.slice(from, at === -1 ? text.length : at))
    if (at === -1) return text.length
    place = 'behindQuote'
    return at + 1
  }

  function readBehindQuote(text: string, at: number): number {
    const character = text.charAt(at)
    if (character === '"') {
      take('"')
      place = 'quoted'
      return at + 1
    }
    if (character === delimiter || character === '\r' || character === '\n') {
      separate(character)
      return at + 1
    }
    problem ??= brokenQuote
    place = 'plain'
    return at
  }

  function step(text: string, at: number): number {
    switch (place) {
      case 'start':
        if (text.charAt(at) === '"') {
          place = 'quoted'
          return at + 1
        }
        place = 'plain'
        return readPlain(text, at)
      case 'plain':
        return readPlain(text, at)
      case 'quoted':
        return readQuoted(text, at)
      case 'behindQuote':
        return readBehindQuote(text, at)
      default:
        return assertNever(place)
    }
  }

  function given(): CsvRecord[] {
    const records = done
    done = []
    return records
  }

  return {
    push(text) {
      let at = 0
      while (at < text.length) {
        if (sawReturn) {
          sawReturn = false
          if (text.charAt(at) === '\n') {
            at += 1
            continue
          }
        }
        at = step(text, at)
      }
      return given()
    },
    end() {
      if (place === 'quoted') problem = neverClosed
      if (place !== 'start' || cells.length > 0) endRecord()
      return given()
    },
  }
}

const brokenQuote: RowProblem = {
  code: 'brokenQuote',
  message: 'A quote stands in the middle of a cell. Quotes inside a quoted cell are written twice.',
}

const neverClosed: RowProblem = {
  code: 'brokenQuote',
  message: 'A quote in this row is never closed, so that the rest of the file became one cell.',
}

function tooLong({ cellCharacters }: CsvLimits, column: number): RowProblem {
  const message = `Cell ${column + 1} is longer than ${cellCharacters} characters.`
  return { code: 'cellTooLong', message }
}

function tooMany({ cells }: CsvLimits): RowProblem {
  return { code: 'tooManyCells', message: `The row has more than ${cells} cells.` }
}
