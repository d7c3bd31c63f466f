// A small workbook by hand, of which each part can be another one.

import type { RawEntry } from './rawZip.ts'

export interface WorkbookWish {
  /** What stands between the tags of the sheet's data. */
  readonly rows?: string
  /** The whole of the sheet. */
  readonly sheet?: string
  readonly sharedStrings?: string
  readonly numberFormats?: readonly string[]
  readonly date1904?: boolean
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Style 0 is general, the styles from 1 on have `numberFormats`. */
export function plainWorkbook(wish: WorkbookWish = {}): RawEntry[] {
  const { rows = '', sharedStrings, numberFormats = [], date1904 = false } = wish
  const sheet = wish.sheet ?? `<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`
  const formats = numberFormats
    .map((code, index) => `<numFmt numFmtId="${200 + index}" formatCode="${code}"/>`)
    .join('')
  const styles = numberFormats.map((_, index) => `<xf numFmtId="${200 + index}"/>`).join('')
  return [
    {
      name: '[Content_Types].xml',
      data: `<Types xmlns="${packages}/content-types"><Override PartName="/xl/workbook.xml" ContentType="${kind}.sheet.main+xml"/></Types>`,
    },
    { name: '_rels/.rels', data: relations([['officeDocument', 'xl/workbook.xml']]) },
    {
      name: 'xl/workbook.xml',
      data:
        `<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr date1904="${date1904 ? 1 : 0}"/>` +
        '<sheets><sheet name="People" sheetId="1" r:id="rId1"/></sheets></workbook>',
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: relations([
        ['worksheet', 'worksheets/sheet1.xml'],
        ['styles', '/xl/styles.xml'],
        ['sharedStrings', 'sharedStrings.xml'],
      ]),
    },
    {
      name: 'xl/styles.xml',
      data:
        `<styleSheet xmlns="${main}"><numFmts>${formats}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>` +
        `<cellXfs><xf numFmtId="0"/>${styles}</cellXfs></styleSheet>`,
    },
    { name: 'xl/worksheets/sheet1.xml', data: sheet },
    ...(sharedStrings === undefined
      ? []
      : [{ name: 'xl/sharedStrings.xml', data: `<sst xmlns="${main}">${sharedStrings}</sst>` }]),
  ]
}

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const list = targets.map(
    ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${office}/${type}" Target="${target}"/>`,
  )
  return `<Relationships xmlns="${packages}/relationships">${list.join('')}</Relationships>`
}
