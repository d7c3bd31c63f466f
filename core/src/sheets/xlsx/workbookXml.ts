// The parts of a workbook that say where its sheets are.

import { createXmlReader } from './xmlReader.ts'

export interface WorkbookSheet {
  readonly name: string
  readonly relation: string
  readonly hidden: boolean
}

export interface Workbook {
  readonly sheets: readonly WorkbookSheet[]
  /** From when days are counted. */
  readonly dates: 1900 | 1904
}

export function readWorkbookXml(xml: string): Workbook {
  const sheets: WorkbookSheet[] = []
  let dates: Workbook['dates'] = 1900
  readAll('workbook.xml', xml, (name, attributes) => {
    if (name === 'workbookPr') dates = isTrue(attributes['date1904']) ? 1904 : 1900
    if (name !== 'sheet') return
    const { name: label = '', state = 'visible' } = attributes
    sheets.push({ name: label, relation: ending(attributes, ':id') ?? '', hidden: state !== 'visible' })
  })
  return { sheets, dates }
}

export interface Relation {
  readonly id: string
  /** The last word of its type: "worksheet", "sharedStrings", "styles", "officeDocument". */
  readonly type: string
  readonly target: string
  readonly external: boolean
}

export function readRelationsXml(xml: string): readonly Relation[] {
  const relations: Relation[] = []
  readAll('a list of relations', xml, (name, { Id = '', Type = '', Target = '', TargetMode = '' }) => {
    if (name !== 'Relationship') return
    relations.push({
      id: Id,
      type: Type.slice(Type.lastIndexOf('/') + 1),
      target: Target,
      external: TargetMode === 'External',
    })
  })
  return relations
}

/** A relation's target as a path in the archive; `from` is the part that names it, such as "xl/workbook.xml". Null when it leads out. */
export function partPath(from: string, target: string): string | null {
  const path = new URL(target, `file:///${from}`).pathname.slice(1)
  const plain = decodeURIComponent(path)
  return plain.split('/').includes('..') ? null : plain
}

export function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true'
}

function ending(attributes: Readonly<Record<string, string>>, end: string): string | undefined {
  return Object.entries(attributes).find(([name]) => name.endsWith(end))?.[1]
}

function readAll(
  part: string,
  xml: string,
  open: (name: string, attributes: Readonly<Record<string, string>>) => void,
) {
  const reader = createXmlReader(part, { open })
  reader.push(xml)
  reader.end()
}
