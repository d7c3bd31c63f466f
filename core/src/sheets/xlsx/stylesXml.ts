// Of the styles of a workbook, what they do to the value of a number.

import { builtInFormat, type NumberFormat, numberFormat } from '../numberFormat.ts'
import { createXmlReader } from './xmlReader.ts'

/** By the number of a cell's style. */
export function readStylesXml(xml: string): readonly NumberFormat[] {
  const codes = new Map<number, NumberFormat>()
  const styles: NumberFormat[] = []
  let inCellStyles = false
  const reader = createXmlReader('styles.xml', {
    open(name, attributes) {
      if (name === 'numFmt') codes.set(Number(attributes['numFmtId']), numberFormat(attributes['formatCode'] ?? ''))
      if (name === 'cellXfs') inCellStyles = true
      if (name !== 'xf' || !inCellStyles) return
      const id = Number(attributes['numFmtId'] ?? '0')
      styles.push(codes.get(id) ?? builtInFormat(id))
    },
    close(name) {
      if (name === 'cellXfs') inCellStyles = false
    },
  })
  reader.push(xml)
  reader.end()
  return styles
}
