// A workbook that is written a few rows at a time. Its comments stand behind its rows, so they are written aside until the rows end; all
// that is known between two steps is plain data.

import {
  boxXml,
  type CellComment,
  commentsHeadXml,
  commentsTailXml,
  commentXml,
  drawingHeadXml,
  drawingTailXml,
  mostComments,
} from '@switchyard/core/sheets/workbook/commentsXml.ts'
import { fixedParts, grownParts } from '@switchyard/core/sheets/workbook/fixedParts.ts'
import { leadRowXml, sheetHeadXml, sheetTailXml } from '@switchyard/core/sheets/workbook/leadSheetXml.ts'
import { frameOf, type SheetFrame, type WorkbookPlan, type WrittenCell } from '@switchyard/core/sheets/workbook/plan.ts'

import { addToEntry, directory, endEntry, startEntry, wholeEntry, type ZipEntry } from './zip.ts'

/** Goes through JSON. */
export interface WorkbookState {
  readonly frame: SheetFrame
  /** The headings included. */
  readonly rows: number
  readonly comments: number
  /** Those that are whole already. */
  readonly fixed: readonly ZipEntry[]
  readonly grown: Grown<ZipEntry>
}

export interface Grown<T> {
  readonly sheet: T
  readonly comments: T
  readonly drawing: T
}

/** What a step adds to the file: the rows' bytes in their order, then all of the comments', then all of the drawing's. */
export interface WorkbookStep {
  readonly state: WorkbookState
  readonly bytes: Grown<Buffer>
}

export async function beginWorkbook(plan: WorkbookPlan): Promise<WorkbookStep> {
  const fixed = await Promise.all(fixedParts(plan).map(({ name, xml }) => wholeEntry(name, xml)))
  const started = {
    sheet: startEntry(grownParts.sheet),
    comments: startEntry(grownParts.comments),
    drawing: startEntry(grownParts.drawing),
  }
  const state: WorkbookState = {
    frame: frameOf(plan),
    rows: 1,
    comments: 0,
    fixed: fixed.map(({ entry }) => entry),
    grown: { sheet: started.sheet.entry, comments: started.comments.entry, drawing: started.drawing.entry },
  }
  const comments = plan.columns.flatMap(({ about }, column) =>
    about === null ? [] : [{ row: 1, column, text: about }],
  )
  const first = await grow(state, sheetHeadXml(plan), comments, { comments: commentsHeadXml, drawing: drawingHeadXml })
  return {
    state: first.state,
    bytes: {
      sheet: Buffer.concat([...fixed.map(({ bytes }) => bytes), started.sheet.bytes, first.bytes.sheet]),
      comments: Buffer.concat([started.comments.bytes, first.bytes.comments]),
      drawing: Buffer.concat([started.drawing.bytes, first.bytes.drawing]),
    },
  }
}

/** @param rows each with one cell for each column of the plan */
export function addRows(state: WorkbookState, rows: readonly (readonly WrittenCell[])[]): Promise<WorkbookStep> {
  const comments: CellComment[] = []
  let xml = ''
  for (const [index, cells] of rows.entries()) {
    const row = state.rows + index + 1
    xml += leadRowXml(row, cells, state.frame)
    for (const [column, { problem }] of cells.entries()) {
      // A locked cell with a problem says it in its own text.
      if (problem !== null && state.frame.kinds[column] === 'open') comments.push({ row, column, text: problem })
    }
  }
  return grow({ ...state, rows: state.rows + rows.length }, xml, comments)
}

/** The last step: what is behind the drawing's bytes comes with them. */
export async function endWorkbook(state: WorkbookState): Promise<Grown<Buffer>> {
  const last = await grow(state, sheetTailXml(state.rows, state.frame), [], {
    comments: commentsTailXml,
    drawing: drawingTailXml,
  })
  const { grown } = last.state
  const ended = { sheet: endEntry(grown.sheet), comments: endEntry(grown.comments), drawing: endEntry(grown.drawing) }
  const entries = [...state.fixed, ended.sheet.entry, ended.comments.entry, ended.drawing.entry]
  return {
    sheet: Buffer.concat([last.bytes.sheet, ended.sheet.bytes]),
    comments: Buffer.concat([last.bytes.comments, ended.comments.bytes]),
    drawing: Buffer.concat([last.bytes.drawing, ended.drawing.bytes, directory(entries)]),
  }
}

/** `around` stands before the comments and boxes of this step. */
async function grow(
  state: WorkbookState,
  sheetXml: string,
  wanted: readonly CellComment[],
  around: { readonly comments: string; readonly drawing: string } = { comments: '', drawing: '' },
): Promise<WorkbookStep> {
  const comments = wanted.slice(0, mostComments - state.comments)
  const sheet = await addToEntry(state.grown.sheet, sheetXml)
  const words = await addToEntry(state.grown.comments, around.comments + comments.map(commentXml).join(''))
  const boxes = comments.map((comment, index) => boxXml(comment, state.comments + index))
  const drawing = await addToEntry(state.grown.drawing, around.drawing + boxes.join(''))
  return {
    state: {
      ...state,
      comments: state.comments + comments.length,
      grown: { sheet: sheet.entry, comments: words.entry, drawing: drawing.entry },
    },
    bytes: { sheet: sheet.bytes, comments: words.bytes, drawing: drawing.bytes },
  }
}
