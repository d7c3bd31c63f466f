import { open } from 'node:fs/promises'

import { SheetRefusal } from '@switchyard/core/sheets/sheet.ts'

const magic = [0xd0, 0xcf, 0x11, 0xe0]
/** The list of an encrypted workbook's streams stands near its beginning or its end. */
const lookedAtBytes = 1 << 20
const encrypted = Buffer.from('EncryptedPackage', 'utf16le')

/** Excel before 2007, and every encrypted workbook, is a compound file. @throws SheetRefusal for one */
export async function refuseOldWorkbook(path: string, head: Buffer): Promise<void> {
  if (!magic.every((byte, index) => head[index] === byte)) return
  const file = await open(path)
  try {
    const { size } = await file.stat()
    for (const position of [0, Math.max(0, size - lookedAtBytes)]) {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(lookedAtBytes), 0, lookedAtBytes, position)
      if (buffer.subarray(0, bytesRead).includes(encrypted)) {
        throw new SheetRefusal('encrypted', 'The workbook is encrypted. Save it without a password.')
      }
    }
  } finally {
    await file.close()
  }
  throw new SheetRefusal('old_workbook', 'This is a workbook of Excel before 2007 (xls). Save it as xlsx or as csv.')
}
