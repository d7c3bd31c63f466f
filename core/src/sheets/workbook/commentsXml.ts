// Comments on cells. They stand in two parts of a workbook: the words, and a drawing with the box of each.

import { columnName } from '../columnName.ts'
import { escapeXmlText } from '../xmlText.ts'

export interface CellComment {
  /** Counted from 1. */
  readonly row: number
  /** 0 is the first. */
  readonly column: number
  readonly text: string
}

/** Spreadsheets grow slow with more; the cells behind are coloured, and the reason stands in their row. */
export const mostComments = 10_000

export const commentsHeadXml =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
  '<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>Switchyard</author></authors><commentList>'
export const commentsTailXml = '</commentList></comments>'

export function commentXml({ row, column, text }: CellComment): string {
  const words = `<text><r><t xml:space="preserve">${escapeXmlText(text)}</t></r></text>`
  return `<comment ref="${columnName(column)}${row}" authorId="0">${words}</comment>`
}

/** Numbers of boxes are given out in blocks of 1,024. */
const blocks = Array.from({ length: Math.ceil(mostComments / 1024) + 1 }, (_, index) => index + 1)

export const drawingHeadXml =
  '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">' +
  `<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="${blocks.join(',')}"/></o:shapelayout>` +
  '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">' +
  '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
export const drawingTailXml = '</xml>'

/** @param number of the box, from 0 on */
export function boxXml({ row, column }: CellComment, number: number): string {
  return (
    `<v:shape id="_x0000_s${1025 + number}" type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">` +
    '<v:fill color2="#ffffe1"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"/>' +
    `<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${column + 1},15,${row},2,${column + 5},15,${row + 4},4</x:Anchor>` +
    `<x:AutoFill>False</x:AutoFill><x:Row>${row - 1}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`
  )
}
