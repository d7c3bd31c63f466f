// XML of a workbook, event by event. Prefixes of names are taken off; what a workbook has no use for and attackers have is refused.

import { SaxesParser } from 'saxes'
import { SheetRefusal } from '../sheet.ts'

export interface XmlHandler {
  open?(name: string, attributes: Readonly<Record<string, string>>): void
  text?(text: string): void
  close?(name: string): void
}

export interface XmlReader {
  push(text: string): void
  end(): void
}

const mostDepth = 60

/** @throws SheetRefusal from `push` and `end`, for XML that is broken, nested without end, or has a DTD. */
export function createXmlReader(part: string, handler: XmlHandler): XmlReader {
  const parser = new SaxesParser()
  let depth = 0
  parser.on('doctype', () => {
    throw new SheetRefusal(
      'unsafe',
      `${part} in the workbook has a document type definition. Save the sheet again as xlsx.`,
    )
  })
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1
    if (depth > mostDepth)
      throw new SheetRefusal('unsafe', `${part} in the workbook is nested more than ${mostDepth} deep.`)
    handler.open?.(local(name), attributes)
  })
  parser.on('text', (text) => handler.text?.(text))
  parser.on('cdata', (text) => handler.text?.(text))
  parser.on('closetag', ({ name }) => {
    depth -= 1
    handler.close?.(local(name))
  })
  parser.on('error', (error) => {
    throw new SheetRefusal(
      'broken',
      `${part} in the workbook is broken (${error.message}). Save the sheet again as xlsx.`,
    )
  })
  return { push: (text) => void parser.write(text), end: () => void parser.close() }
}

function local(name: string): string {
  const colon = name.indexOf(':')
  return colon === -1 ? name : name.slice(colon + 1)
}
