import { SheetRefusal } from '@switchyard/core/sheets/sheet.ts'

import type { Archive } from './archive.ts'

/** Archives that are no workbook of the kind that is read. @throws SheetRefusal */
export function refuseOtherKinds({ names, has }: Pick<Archive, 'names' | 'has'>): void {
  if (names.some((name) => /vbaProject\.bin$/i.test(name))) {
    throw new SheetRefusal('macros', 'The workbook holds macros (xlsm). Save it as xlsx: only the values are wanted.')
  }
  if (has('xl/workbook.bin')) {
    throw new SheetRefusal('not_a_sheet', 'This is a binary workbook (xlsb). Save it as xlsx.')
  }
  if (has('mimetype') || has('content.xml')) {
    throw new SheetRefusal('not_a_sheet', 'This is an OpenDocument file (ods). Save it as xlsx or csv.')
  }
  if (!has('[Content_Types].xml')) {
    throw new SheetRefusal('not_a_sheet', 'This is an archive and no workbook. Unpack it and upload the sheet in it.')
  }
}
