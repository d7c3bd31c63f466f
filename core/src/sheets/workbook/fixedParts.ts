// The parts of a workbook that are small and known before the first row.

import { escapeXmlText } from '../xmlText.ts'
import { listsSheet, type WorkbookPlan } from './plan.ts'
import { rowXml } from './rowXml.ts'
import { styles, stylesXml } from './styles.ts'

export interface Part {
  readonly name: string
  readonly xml: string
}

/** Parts that grow with the rows. */
export const grownParts = {
  sheet: 'xl/worksheets/sheet1.xml',
  comments: 'xl/comments1.xml',
  drawing: 'xl/drawings/vmlDrawing1.vml',
} as const

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

export function fixedParts(plan: WorkbookPlan): readonly Part[] {
  return [
    { name: '[Content_Types].xml', xml: contentTypes },
    { name: '_rels/.rels', xml: relations([['officeDocument', 'xl/workbook.xml']]) },
    { name: 'xl/workbook.xml', xml: workbookXml(plan.sheetName) },
    {
      name: 'xl/_rels/workbook.xml.rels',
      xml: relations([
        ['worksheet', 'worksheets/sheet1.xml'],
        ['worksheet', 'worksheets/sheet2.xml'],
        ['worksheet', 'worksheets/sheet3.xml'],
        ['styles', 'styles.xml'],
      ]),
    },
    { name: 'xl/styles.xml', xml: stylesXml },
    {
      name: 'xl/worksheets/_rels/sheet1.xml.rels',
      xml: relations([
        ['vmlDrawing', '../drawings/vmlDrawing1.vml'],
        ['comments', '../comments1.xml'],
      ]),
    },
    { name: 'xl/worksheets/sheet2.xml', xml: notesXml(plan.notes) },
    { name: 'xl/worksheets/sheet3.xml', xml: listsXml(plan) },
  ]
}

const contentTypes = [
  declaration,
  `<Types xmlns="${packages}/content-types">`,
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
  '<Default Extension="xml" ContentType="application/xml"/>',
  '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>',
  `<Override PartName="/xl/workbook.xml" ContentType="${kind}.sheet.main+xml"/>`,
  ...[1, 2, 3].map(
    (sheet) => `<Override PartName="/xl/worksheets/sheet${sheet}.xml" ContentType="${kind}.worksheet+xml"/>`,
  ),
  `<Override PartName="/xl/styles.xml" ContentType="${kind}.styles+xml"/>`,
  `<Override PartName="/xl/comments1.xml" ContentType="${kind}.comments+xml"/>`,
  '</Types>',
].join('')

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const list = targets.map(
    ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${office}/${type}" Target="${target}"/>`,
  )
  return `${declaration}<Relationships xmlns="${packages}/relationships">${list.join('')}</Relationships>`
}

function workbookXml(sheetName: string): string {
  const name = escapeXmlText(sheetName)
  const sheets = `<sheet name="${name}" sheetId="1" r:id="rId1"/><sheet name="Notes" sheetId="2" r:id="rId2"/>`
  const lists = `<sheet name="${listsSheet}" sheetId="3" state="hidden" r:id="rId3"/>`
  return `${declaration}<workbook xmlns="${main}" xmlns:r="${office}"><bookViews><workbookView/></bookViews><sheets>${sheets}${lists}</sheets></workbook>`
}

function notesXml(notes: readonly string[]): string {
  const rows = notes.map((text, index) =>
    rowXml(index + 1, [{ text, style: index === 0 ? styles.lockedHeading : styles.note }]),
  )
  return `${declaration}<worksheet xmlns="${main}"><cols><col min="1" max="1" width="110" customWidth="1"/></cols><sheetData>${rows.join('')}</sheetData></worksheet>`
}

function listsXml({ columns }: WorkbookPlan): string {
  const lists = columns.flatMap(({ heading, values }) =>
    values === null || values.length === 0 ? [] : [[heading, ...values]],
  )
  const longest = Math.max(1, ...lists.map(({ length }) => length))
  const rows = Array.from({ length: longest }, (_, index) =>
    rowXml(
      index + 1,
      lists.map((list) => {
        const text = list[index]
        return text === undefined ? null : { text, style: styles.locked }
      }),
    ),
  )
  const widths =
    lists.length === 0 ? '' : `<cols><col min="1" max="${lists.length}" width="24" customWidth="1"/></cols>`
  return `${declaration}<worksheet xmlns="${main}">${widths}<sheetData>${rows.join('')}</sheetData></worksheet>`
}
